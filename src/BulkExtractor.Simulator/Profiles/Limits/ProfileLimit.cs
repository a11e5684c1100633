namespace BulkExtractor.Simulator.Profiles.Limits;

/// <summary>The most of a unit in a window.</summary>
internal sealed record ProfileLimit(LimitUnit Unit, int Amount, ProfileWindow Window)
{
    /// <summary>Whether each model has it for itself; else the account's models share it.</summary>
    public bool OfModel { get; init; }

    /// <summary>Whether the cap of the answer counts in advance, until the answer tells the true number.</summary>
    public bool Reserves { get; init; }

    /// <summary>Whether requests count that it has refused.</summary>
    public bool CountsRefused { get; init; }

    public static ProfileLimit Requests(int amount, ProfileWindow window) => new(LimitUnit.Requests, amount, window);

    public static ProfileLimit Tokens(int amount, ProfileWindow window) => new(LimitUnit.Tokens, amount, window);

    public static ProfileLimit InputTokens(int amount, ProfileWindow window) =>
        new(LimitUnit.InputTokens, amount, window);

    public static ProfileLimit Units(int amount, ProfileWindow window) => new(LimitUnit.Units, amount, window);

    /// <summary>The same for each model.</summary>
    public ProfileLimit Each() => this with { OfModel = true };
}

internal enum LimitUnit
{
    Requests,
    InputTokens,

    /// <summary>Read and written together.</summary>
    Tokens,

    /// <summary>Tokens by their price: Cloudflare's neurons.</summary>
    Units,
}
