namespace BulkExtractor.Forecasting;

/// <summary>What the requests of a day brought a batch.</summary>
public sealed record BatchSpending(long BatchId, string Job, int Requests, int Wasted, int Rows);
