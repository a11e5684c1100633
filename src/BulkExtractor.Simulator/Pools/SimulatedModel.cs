namespace BulkExtractor.Simulator.Pools;

internal sealed record SimulatedModel(string Id, SimulatedAccount Account)
{
    public const string FreeTier = "free";
    public const string LocalTier = "local";
    private const string FreeSuffix = ":free";

    public string Tier { get; init; } = FreeTier;

    public int Context { get; init; } = 131_072;

    public int MaxOutput { get; init; } = 8_192;

    public bool ReadsImages { get; init; }

    public IReadOnlyList<RequestLimit> Limits { get; init; } = [];

    public IReadOnlyList<string> Parameters { get; init; } =
        ["max_tokens", "response_format", "seed", "stop", "temperature", "top_p"];

    public DateOnly? Retires { get; init; }

    /// <summary>US dollars per million tokens.</summary>
    public decimal InputPrice { get; init; }

    /// <summary>US dollars per million tokens.</summary>
    public decimal OutputPrice { get; init; }

    /// <summary>The id without its <c>:free</c>: what the provider would like to sell instead.</summary>
    public string PaidId => IsFreeVariant ? Id[..^FreeSuffix.Length] : Id;

    public bool IsFreeVariant => Id.EndsWith(FreeSuffix, StringComparison.Ordinal);

    /// <summary>The snapshot that replies name: not the id that was asked for.</summary>
    public string DatedId => Tier == LocalTier ? Id : $"{PaidId}-20260127{(IsFreeVariant ? FreeSuffix : "")}";
}
