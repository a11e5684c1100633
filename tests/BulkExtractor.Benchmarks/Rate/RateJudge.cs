using System.Text.Json;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Rate;

/// <summary>Reads from the simulator's ledger how much of a limit was used, and whether it held.</summary>
internal sealed class RateJudge(SimulatorProcess simulator)
{
    /// <summary>The number of arrivals so far.</summary>
    public async Task<int> NowAsync(CancellationToken cancellationToken) =>
        (await simulator.ReadLedgerAsync(cancellationToken)).GetProperty("arrivals").GetInt32();

    /// <summary>
    /// The share of a limit that was used, over whole cycles of it: from one arrival to the one that stands a whole
    /// number of limits after it, as the mean over the arrivals of the first cycle, so that it does not matter where in
    /// a burst the measurement begins, and every request that is missing counts.
    /// </summary>
    public double Used(int from, int limit, TimeSpan window)
    {
        var arrivals = ReadArrivals();
        var cycles = ((arrivals.Count - from) / limit) - 1;
        var took = Enumerable.Range(from, limit).Average(first => arrivals[first + (cycles * limit)] - arrivals[first]);
        return cycles * window.TotalSeconds / took;
    }

    public async Task<Verdict> JudgeAsync(CancellationToken cancellationToken)
    {
        var ledger = await simulator.ReadLedgerAsync(cancellationToken);
        var refused = ledger.GetProperty("by_status").TryGetProperty("429", out var count) ? count.GetInt32() : 0;
        var scopes = ledger.GetProperty("scopes").EnumerateArray();
        return new Verdict(scopes.Max(scope => scope.GetProperty("fullest").GetInt32()), refused);
    }

    // The last line may be half written.
    private List<double> ReadArrivals() =>
    [
        .. File.ReadAllText(simulator.LedgerFile).Split('\n')[..^1]
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("at").GetDouble())
            .Order(),
    ];

    /// <summary>The most requests in any window, and the requests that the account's limit refused.</summary>
    internal sealed record Verdict(int Fullest, int Refused);
}
