using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.VirtualWorld;

namespace BulkExtractor.Benchmarks.Quota;

/// <summary>What a rationed day brings, beside what it could bring at most: weeks of virtual time.</summary>
internal sealed class QuotaBenchmark : IBenchmark
{
    public string Name => "quota";

    public string Description =>
        "20 requests a minute, 1,000 a day, five models that fail: rows a day ÷ the most possible";

    public Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var told = new World(new Scenario(run.Seed)).Run(TimeSpan.FromDays(30));
        for (var day = 0; day < told.RowsByDay.Count; day++)
            run.Say($"quota: day {day + 1}: {told.RowsByDay[day]} rows of {told.RequestsByDay[day]} requests");
        foreach (var (model, (requests, rows)) in told.ByModel)
            run.Say($"quota: {model}: {rows} rows of {requests} requests, {(double)rows / requests:0.0} each");
        return Task.FromResult<IReadOnlyList<Figure>>([.. Figures(told)]);
    }

    private static IEnumerable<Figure> Figures(Chronicle told)
    {
        yield return new Figure("rows a day", told.RowsADay, "rows")
        {
            Yardstick = new("linear program, every model known and never out", told.MostRowsADay),
            Goal = Goal.Least(0.95),
        };
        yield return new Figure("requests that brought nothing, beyond injected faults", Share(told.Wasted), "of all")
        {
            Goal = Goal.Most(0.01),
        };
        yield return new Figure("requests that injected faults cost", Share(told.Unlucky), "of all");
        yield return new Figure("requests in a full minute", told.OverMinute, "requests") { Goal = Goal.Most(0) };
        yield return new Figure("requests on a spent day", told.OverDay, "requests") { Goal = Goal.Most(0) };
        yield return new Figure("documents lost or doubled", told.Open + told.Failed + told.Doubles, "documents")
        {
            Goal = Goal.Most(0),
        };

        double Share(int requests) => (double)requests / told.Requests;
    }
}
