using BulkExtractor.Benchmarks.Figures;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>Reads from the attempts how long after each fault its victim asked for a permit.</summary>
/// <remarks>Only time counts in which some batch was open: who has nothing to do asks for nothing.</remarks>
internal static class Recoveries
{
    private const double SoonEnough = 15;

    // Of a worker that was never seen before.
    private const string NewWorker = """
        select min(first) from (select min(granted_at) as first from bulk.attempts group by worker_id) w
        where first > @lifted
        """;

    private const string Anyone = "select min(granted_at) from bulk.attempts where granted_at > @lifted";

    // Of the one that asked for nothing while it stood still; on a busy machine it takes a moment until it does.
    private const string Frozen = """
        select min(a.granted_at) from bulk.attempts a
        where a.granted_at > @lifted
          and exists (select from bulk.attempts b where b.worker_id = a.worker_id and b.granted_at < @at)
          and not exists (
            select from bulk.attempts c
            where c.worker_id = a.worker_id and c.granted_at between @at + interval '2 s' and @lifted)
        """;

    // How long some batch was open between the end of a fault and a permit.
    private const string Open = """
        select coalesce(sum(upper(span) - lower(span)), interval '0')
        from (
          select range_agg(tstzrange(created_at, coalesce(finished_at, 'infinity'))) as spans from bulk.batches
          where created_at < coalesce(finished_at, 'infinity')) b,
        unnest(b.spans * tstzmultirange(tstzrange(@lifted, @asked))) span
        """;

    /// <summary>For each kind the worst, beside the median.</summary>
    public static async Task<IReadOnlyList<Figure>> ReadAsync(
        ChaosSite site, IReadOnlyCollection<DoneFault> faults, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        foreach (var kind in faults.GroupBy(fault => fault.Name).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var seconds = new List<double>();
            foreach (var fault in kind)
            {
                if (await ReadAsync(site, fault, cancellationToken) is { } recovery)
                    seconds.Add(recovery.TotalSeconds);
            }

            figures.Add(ToFigure($"{kind.Key}: {seconds.Count} of {kind.Count()} victims asked again", seconds));
        }

        return figures;
    }

    private static Figure ToFigure(string name, List<double> seconds) => seconds.Count == 0
        ? new Figure(name, 0, "victims")
        : new Figure($"{name}, the last after", seconds.Max(), "s")
        {
            Yardstick = new("s, the median", Pace.Median(seconds)),
            Goal = Goal.Most(SoonEnough + ChaosSite.Lease.TotalSeconds),
            GoalIsOfValue = true,
        };

    private static async Task<TimeSpan?> ReadAsync(
        ChaosSite site, DoneFault fault, CancellationToken cancellationToken)
    {
        await using var asking = site.Source.CreateCommand(fault.Kind switch
        {
            FaultKind.Kill or FaultKind.KillStart or FaultKind.KillDrain or FaultKind.StopDatabaseAtStart => NewWorker,
            FaultKind.Freeze => Frozen,
            _ => Anyone,
        });
        asking.Parameters.AddWithValue("at", fault.At);
        asking.Parameters.AddWithValue("lifted", fault.LiftedAt);
        if (await asking.ExecuteScalarAsync(cancellationToken) is not DateTime asked) return null;

        await using var waiting = site.Source.CreateCommand(Open);
        waiting.Parameters.AddWithValue("lifted", fault.LiftedAt);
        waiting.Parameters.AddWithValue("asked", asked);
        return (TimeSpan?)await waiting.ExecuteScalarAsync(cancellationToken);
    }
}
