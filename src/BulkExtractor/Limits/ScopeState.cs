namespace BulkExtractor.Limits;

/// <summary>What was granted in a scope so far.</summary>
/// <param name="Grants">The instants of the latest grants, oldest first.</param>
public sealed record ScopeState(LimitScope Limit, IReadOnlyList<DateTimeOffset> Grants)
{
    /// <summary>Until when nothing is allowed.</summary>
    public DateTimeOffset PausedUntil { get; init; } = DateTimeOffset.MinValue;

    /// <summary>How often it was paused since a request to it succeeded.</summary>
    public int Pauses { get; init; }

    /// <summary>When a request was last granted.</summary>
    public DateTimeOffset GrantedAt { get; init; }

    /// <summary>How long the first request after a pause is waited for, before another one may try.</summary>
    public TimeSpan Trial { get; init; }

    /// <summary>The first date of the day or month that <see cref="DayUsed"/> counts.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The requests, or tokens, granted in it.</summary>
    public int DayUsed { get; init; }

    /// <summary>The tokens that each of the grants weighs, where the scope bounds tokens.</summary>
    public IReadOnlyList<int> Tokens { get; init; } = [];

    /// <summary>The requests under way whose workers are there.</summary>
    public int UnderWay { get; init; }

    /// <summary>The US dollars spent or reserved.</summary>
    public decimal CostUsed { get; init; }
}
