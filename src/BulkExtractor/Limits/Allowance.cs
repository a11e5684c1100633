namespace BulkExtractor.Limits;

/// <summary>A limit and what is left of it.</summary>
public sealed record Allowance(int Limit, int Left);
