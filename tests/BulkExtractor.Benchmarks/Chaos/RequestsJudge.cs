using BulkExtractor.Benchmarks.Figures;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>What the simulator's ledger says of the requests, beside the permits in the database.</summary>
/// <param name="Arrivals">Requests that arrived.</param>
/// <param name="Over">By how many requests the fullest window was over its limit.</param>
/// <param name="Permits">Permits that were not given back.</param>
/// <param name="Answered">Requests whose answer was recorded.</param>
/// <param name="Untold">Permits of which nobody told what came of them.</param>
internal sealed record RequestsJudge(long Arrivals, int Over, long Permits, long Answered, long Untold)
{
    private long Unused => Math.Max(0, Permits - Arrivals);

    // Who is killed between permit and request has wasted nothing.
    private long Lost => Math.Max(0, Untold - Unused);

    public static async Task<RequestsJudge> ReadAsync(ChaosSite site, CancellationToken cancellationToken)
    {
        var ledger = await site.Simulator.ReadLedgerAsync(cancellationToken);
        var over = ledger.GetProperty("scopes").EnumerateArray().Max(scope =>
            scope.GetProperty("fullest").GetInt32() - scope.GetProperty("limit").GetInt32());
        return new RequestsJudge(
            ledger.GetProperty("arrivals").GetInt64(),
            Math.Max(0, over),
            await CountAsync(site, "outcome is distinct from 'unsent'", cancellationToken),
            await CountAsync(site, "outcome = 'answered'", cancellationToken),
            await CountAsync(site, "outcome is null", cancellationToken));
    }

    /// <param name="distorted">How many answers were spoiled on their way.</param>
    /// <param name="kills">How many processes were killed.</param>
    public IReadOnlyList<Figure> Figures(int distorted, int kills) =>
    [
        new("requests", Arrivals, "requests"),
        Figure.Wall("requests over the limit in the fullest window", Over, "requests"),
        Figure.Wall("requests without a permit", Math.Max(0, Arrivals - Permits), "requests"),
        new("permits that brought no request", Unused, "permits"),
        new("requests whose end nobody told, a kill", Lost / (double)Math.Max(1, kills), "requests")
        {
            Goal = Goal.Most(1.5),
        },
        new(
            "requests that brought nothing, beside spoiled ones",
            Math.Max(0, Arrivals - Answered - distorted),
            "requests"),
    ];

    private static Task<long> CountAsync(ChaosSite site, string condition, CancellationToken cancellationToken) =>
        site.ReadAsync<long>($"select count(*) from bulk.attempts where {condition}", cancellationToken);
}
