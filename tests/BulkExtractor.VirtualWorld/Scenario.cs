namespace BulkExtractor.VirtualWorld;

/// <summary>What happens in a virtual world; the seed decides the rest.</summary>
public sealed record Scenario(int Seed)
{
    /// <summary>When it begins.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The documents to read.</summary>
    public int Documents { get; init; } = 100_000;

    /// <summary>The tokens of each, with its tags; null draws them.</summary>
    public int? TokensOfDocument { get; init; }

    /// <summary>The tokens of the answer to each, which are told then; null counts and tells none.</summary>
    public int? TokensOfAnswer { get; init; }

    /// <summary>The tokens of a request without its documents, at least.</summary>
    public int Overhead { get; init; }

    /// <summary>The batches they come in, of equal size and weight.</summary>
    public int Batches { get; init; } = 2;

    /// <summary>The worker processes.</summary>
    public int Workers { get; init; } = 3;

    /// <summary>Whom one can ask; empty means one account with the limits and the models that follow.</summary>
    internal IReadOnlyList<PlayedAccount> Accounts { get; init; } = [];

    /// <summary>The requests of a minute that the account's models share.</summary>
    public int PerMinute { get; init; } = 20;

    /// <summary>The requests of a day that they share.</summary>
    public int PerDay { get; init; } = 1_000;

    /// <summary>The models.</summary>
    public IReadOnlyList<Nature> Models { get; init; } =
    [
        new(Capacity: 25, Latency: 12), new(25, 20), new(20, 6), new(14, 4), new(8, 3),
    ];

    /// <summary>The share of requests that the provider behind refuses with 429.</summary>
    public double Upstream { get; init; } = 0.05;

    /// <summary>How long a model answers between two outages, on average.</summary>
    public TimeSpan BetweenOutages { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How long an outage lasts, on average.</summary>
    public TimeSpan Outage { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a worker lives until it is killed, on average; null lets all live.</summary>
    public TimeSpan? BetweenCrashes { get; init; } = TimeSpan.FromHours(12);

    /// <summary>From then on nothing goes wrong any more.</summary>
    public TimeSpan LastFault { get; init; } = TimeSpan.MaxValue;
}

/// <summary>What a model is like; nobody tells the workers.</summary>
/// <param name="Capacity">The documents that it answers in one request; more are lost.</param>
/// <param name="Latency">The seconds that an answer takes on average.</param>
public sealed record Nature(int Capacity, double Latency)
{
    /// <summary>The seconds that each document adds.</summary>
    public double PerDocument { get; init; }
}
