namespace BulkExtractor.Limits;

/// <summary>A day's requests over the models of an account's tier, and what is left of them.</summary>
public sealed record DayLeft(string Account, string Tier, int Limit, int Left);
