namespace BulkExtractor.Limits;

/// <summary>A day's requests over the models of an account's tier, and what is left of them.</summary>
public sealed record DayLeft(string Account, string Tier, int Limit, int Left)
{
    /// <summary>Whether the provider told the limit, and the pool says another.</summary>
    public bool Learned { get; init; }
}
