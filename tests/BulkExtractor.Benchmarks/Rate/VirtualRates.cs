using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Limits;

namespace BulkExtractor.Benchmarks.Rate;

/// <summary>20 requests per 60 s, saturated, by 1 to 8 workers: 10⁶ requests of virtual time together.</summary>
internal static class VirtualRates
{
    private const int MostWorkers = 8;
    private const long Requests = 1_000_000;

    public static IEnumerable<Figure> Measure(BenchmarkRun run)
    {
        var (over, late) = (0L, 0L);
        for (var workers = 1; workers <= MostWorkers; workers++)
        {
            var rate = new VirtualRate(Limit(), workers, new Random((run.Seed * 100) + workers));
            rate.Run(Requests / MostWorkers);
            (over, late) = (over + rate.Over, late + rate.Late);
            run.Say($"rate: {workers} workers used {rate.Used:0.0000}, {rate.Over} over");
            yield return new Figure($"{workers} workers", rate.Used, "of the permitted") { Goal = Goal.Least(0.99) };
        }

        yield return new Figure("windows over the limit", over, $"of {Requests:#,0} requests") { Goal = Goal.Most(0) };
        yield return new Figure("permits that came late and were given back", late, "permits");
    }

    private static LimitScope Limit()
    {
        var span = TimeSpan.FromSeconds(60);
        return new LimitScope(ScopeId.Parse("account a"), 20, span, PermitRules.Margin(span, dayBinds: false));
    }
}
