namespace BulkExtractor.Limits;

/// <summary>A limit and what is left of it.</summary>
public sealed record Allowance(int Limit, int Left)
{
    /// <summary>Whether the provider told the limit, and the pool says another.</summary>
    public bool Learned { get; init; }
}
