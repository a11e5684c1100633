namespace BulkExtractor.Limits;

/// <summary>A limit and what is left of it.</summary>
public sealed record Allowance(int Limit, int Left)
{
    /// <summary>What it counts: <c>requests</c>, <c>tokens</c>, <c>input tokens</c>, <c>units</c>.</summary>
    public string Unit { get; init; } = "requests";

    /// <summary>Whether the provider told the limit, and the pool says another.</summary>
    public bool Learned { get; init; }
}
