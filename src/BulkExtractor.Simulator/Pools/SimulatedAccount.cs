namespace BulkExtractor.Simulator.Pools;

internal sealed record SimulatedAccount(string Name)
{
    /// <summary>The bearer key that names the account; null takes every key, and none.</summary>
    public string? Key { get; init; }

    /// <summary>The limits that the models of a tier share.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<RequestLimit>> Limits { get; init; } =
        new Dictionary<string, IReadOnlyList<RequestLimit>>();
}

/// <summary>The most requests in a window; without a window, on a UTC day.</summary>
internal sealed record RequestLimit(int Requests, TimeSpan? Window);
