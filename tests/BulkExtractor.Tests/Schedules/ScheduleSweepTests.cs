using BulkExtractor.Schedules;
using BulkExtractor.Tests.Batches;
using BulkExtractor.Tests.Notices;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.Tests.Schedules;

public sealed class ScheduleSweepTests
{
    private readonly AskedJobs _jobs = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_rows_ask_for_and_nobody_is_at_is_asked_for_again()
    {
        await Missing(new KnownRuns { Taking = [3] }, unsplit: [1, 2]).AskAsync(atOnce: false, Token);

        Assert.Equal(["inbox-3", "notice-9", "split-1", "split-2"], _jobs.Take());
    }

    [Fact]
    public async Task Runs_whose_turn_has_come_begin_and_exports_that_are_due_are_written()
    {
        var runs = new KnownRuns { Beginning = [4], Exports = [7] };

        await Sweep(runs).LookAfterRunsAsync(Token);

        Assert.Equal(["export-7", "inbox-4"], _jobs.Take());
        Assert.Equal([7], runs.AskedExports);
    }

    [Fact]
    public async Task An_export_stays_due_until_somebody_was_asked_for_it()
    {
        var runs = new KnownRuns { Exports = [7] };
        _jobs.Refuses = true;

        await Assert.ThrowsAsync<InvalidOperationException>(() => Sweep(runs).LookAfterRunsAsync(Token));

        Assert.Empty(runs.AskedExports);
    }

    [Fact]
    public async Task While_a_run_is_open_it_is_looked_after_again_soon()
    {
        await Sweep(new KnownRuns { Open = 1 }).LookAfterRunsAsync(Token);

        Assert.Equal(["look-after-runs"], _jobs.Take());
    }

    private MissingJobs Missing(KnownRuns runs, params long[] unsplit) =>
        new(new UnsplitBatches(unsplit), runs, new KnownNotices(9), _jobs);

    private ScheduleSweep Sweep(KnownRuns runs)
    {
        var scheduled = new ScheduledJobs("jobs", NullLogger<ScheduledJobs>.Instance);
        var watchdog = new BatchWatchdog(new KnownBatches(), NullLogger<BatchWatchdog>.Instance);
        return new ScheduleSweep(new ScheduleSync(scheduled, _jobs, runs), Missing(runs), watchdog, runs, _jobs);
    }
}
