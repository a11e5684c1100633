using BulkExtractor.Batches;
using Spectre.Console;

namespace BulkExtractor.Cli.Work;

/// <summary>Follows a batch to its end, on screen.</summary>
internal sealed class Following(IBatchStore batches, Terminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>Returns when the batch ended or the wait was given up; the batch as it stood then.</summary>
    public Task<BatchProgress> FollowAsync(long batchId, CancellationToken giveUp) =>
        terminal.IsLive ? FollowLiveAsync(batchId, giveUp) : FollowInLinesAsync(batchId, giveUp);

    private async Task<BatchProgress> FollowLiveAsync(long batchId, CancellationToken giveUp)
    {
        BatchProgress? last = null;
        await terminal.Screen.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("Reading");
                last = await WatchAsync(batchId, LiveInterval, batch => Draw(bar, batch), giveUp);
            });
        return last!;
    }

    private Task<BatchProgress> FollowInLinesAsync(long batchId, CancellationToken giveUp)
    {
        var (shownAt, shown) = (clock.GetTimestamp(), "");
        return WatchAsync(
            batchId,
            LiveInterval,
            batch =>
            {
                if (clock.GetElapsedTime(shownAt) < LineInterval && batch.State == shown) return;
                (shownAt, shown) = (clock.GetTimestamp(), batch.State);
                terminal.Progress(BatchView.Line(batch));
            },
            giveUp);
    }

    private async Task<BatchProgress> WatchAsync(
        long batchId, TimeSpan interval, Action<BatchProgress> show, CancellationToken giveUp)
    {
        while (true)
        {
            var batch = await batches.GetAsync(batchId, CancellationToken.None);
            show(batch);
            if (batch.Ended || giveUp.IsCancellationRequested) return batch;
            await Task.Delay(interval, clock, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Draw(ProgressTask bar, BatchProgress batch)
    {
        bar.MaxValue = Math.Max(1, batch.Documents);
        bar.Value = batch.Extracted + batch.Failed;
        var waiting = batch.WaitingFor is null ? "" : $", waiting: {batch.WaitingFor}";
        bar.Description = Markup.Escape(
            $"{batch.Extracted} extracted, {batch.Failed} failed, {batch.Requests} requests{waiting}");
    }
}
