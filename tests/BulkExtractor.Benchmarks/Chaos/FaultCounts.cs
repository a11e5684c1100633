using BulkExtractor.Benchmarks.Figures;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>How much was done to the program.</summary>
internal static class FaultCounts
{
    public static IReadOnlyList<Figure> Read(ChaosSite site, FaultInjector injector)
    {
        var done = injector.Done;
        return
        [
            new("faults", done.Count, "faults"),
            new("kills", KillsOf(injector), "processes"),
            new("database restarts", Count(FaultKind.StopDatabase, FaultKind.StopDatabaseAtStart), "restarts"),
            new("… while a worker starts", Count(FaultKind.StopDatabaseAtStart), "restarts"),
            new("rounds of cut connections",
                Count(FaultKind.CutLinks, FaultKind.CutCommits, FaultKind.CutStep), "rounds"),
            new("… at a commit", Count(FaultKind.CutCommits, FaultKind.CutStep), "rounds"),
            new("answers of the database that were cut off", site.Proxy.Cuts, "answers"),
            new("full disks", Count(FaultKind.FillDisk), "times"),
            new("steps of the clock, back and forth", 2 * Count(FaultKind.StepClock), "steps"),
            new("distorted answers of models", site.Answers.Distorted, "answers"),
        ];

        int Count(params FaultKind[] kinds) => done.Count(fault => kinds.Contains(fault.Kind));
    }

    /// <summary>How many processes were killed.</summary>
    public static int KillsOf(FaultInjector injector) =>
        injector.Done.Sum(fault => fault.Kills) + injector.Migrations.Kills;
}
