namespace BulkExtractor.Limits;

/// <summary>What was granted in a scope so far.</summary>
/// <param name="Grants">The instants of the latest grants, oldest first.</param>
public sealed record ScopeState(LimitScope Limit, IReadOnlyList<DateTimeOffset> Grants)
{
    /// <summary>Until when nothing is allowed.</summary>
    public DateTimeOffset PausedUntil { get; init; } = DateTimeOffset.MinValue;

    /// <summary>The UTC day that <see cref="DayUsed"/> counts.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The requests, or tokens, granted on that day.</summary>
    public int DayUsed { get; init; }

    /// <summary>The tokens that each of the grants weighs, where the scope bounds tokens.</summary>
    public IReadOnlyList<int> Tokens { get; init; } = [];

    /// <summary>The requests under way whose workers are there.</summary>
    public int UnderWay { get; init; }

    /// <summary>The US dollars spent or reserved.</summary>
    public decimal CostUsed { get; init; }
}
