namespace BulkExtractor.Models;

/// <summary>How much may be sent in any span of a given length, in a minute of the clock, a day or a month.</summary>
/// <param name="Per">The span; null means a day or a month, as the account's zone has them.</param>
public sealed record Limit(TimeSpan? Per)
{
    /// <summary>Whether the span runs by the clock, from full minute to full minute; else any counts.</summary>
    public bool Aligned { get; init; }

    /// <summary>Whether a calendar month is meant where there is no span.</summary>
    public bool Monthly { get; init; }

    /// <summary>The most requests; null bounds none.</summary>
    public int? Requests { get; init; }

    /// <summary>The most tokens, read and written; null bounds none.</summary>
    public int? Tokens { get; init; }

    /// <summary>The most tokens that are read; null bounds none.</summary>
    public int? InputTokens { get; init; }

    /// <summary>The most of the provider's own units; null bounds none.</summary>
    public int? Units { get; init; }

    /// <summary>The units of a token, for models that name no price of their own.</summary>
    public UnitPrice? UnitPrice { get; init; }

    /// <summary>Whether the provider counts the cap of an answer in advance, and not what will be written.</summary>
    public bool CountsCap { get; init; }

    /// <summary>The group of models that share it; null where it belongs to whom it stands with.</summary>
    public string? Shares { get; init; }

    /// <summary>
    /// Whether the provider is asked how many requests a day are granted; until it answers the number here holds.
    /// </summary>
    public bool Auto { get; init; }
}

/// <summary>The units that a token costs where a provider rations neither requests nor tokens.</summary>
public sealed record UnitPrice(decimal Input, decimal Output)
{
    /// <summary>The least of the prices that some models name; null where none does.</summary>
    public static UnitPrice? LeastOf(IEnumerable<Model> models) =>
        models.Select(model => model.UnitPrice).OfType<UnitPrice>().MinBy(price => price.Input + price.Output);
}
