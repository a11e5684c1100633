using BulkExtractor.Batches;
using BulkExtractor.Postgres;
using Spectre.Console;

namespace BulkExtractor.Cli.Work;

/// <summary>Follows a batch to its end, on screen.</summary>
internal sealed class Following(IBatchStore batches, Database database, Terminal terminal, TimeProvider clock)
{
    private const int BarWidth = 20;

    // Of percentage, time and the blanks between.
    private const int RestWidth = 18;

    private const int LeastRoom = 20;

    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SameLineInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLastLook = TimeSpan.FromSeconds(3);

    /// <summary>Returns when the batch ended or the wait was given up; the batch as it stood then.</summary>
    /// <param name="name">What the batch is called; null calls it by its number.</param>
    /// <remarks>While the database is away it waits on.</remarks>
    public async Task<BatchProgress> FollowAsync(long batchId, CancellationToken giveUp, string? name = null)
    {
        var batch = await batches.GetAsync(batchId, CancellationToken.None);
        var patience = database.Patience;
        database.Patience = null;
        try
        {
            return await (terminal.IsLive ? FollowLiveAsync(batch, giveUp)
                : FollowInLinesAsync(batch, name ?? $"batch {batchId}", giveUp));
        }
        finally
        {
            database.Patience = patience;
        }
    }

    /// <summary>Asks for what is worth a moment, once nobody waits any more; null if the database is away.</summary>
    public async Task<T?> LookAsync<T>(Func<CancellationToken, Task<T?>> look)
        where T : class
    {
        using var enough = new CancellationTokenSource(LongestLastLook, clock);
        try
        {
            return await look(enough.Token);
        }
        catch (Exception away) when (away is OperationCanceledException or DatabaseUnusableException)
        {
            return null;
        }
    }

    private async Task<BatchProgress> FollowLiveAsync(BatchProgress batch, CancellationToken giveUp)
    {
        BatchProgress? last = null;
        await terminal.Screen.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = BarWidth },
                new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("Reading");
                var room = terminal.Screen.Profile.Width - BarWidth - RestWidth;
                last = await WatchAsync(batch, batch => Draw(bar, batch, room), giveUp);
            });
        return last!;
    }

    private Task<BatchProgress> FollowInLinesAsync(BatchProgress batch, string name, CancellationToken giveUp)
    {
        var (shownAt, shown, state) = (clock.GetTimestamp(), "", "");
        return WatchAsync(
            batch,
            batch =>
            {
                var line = BatchView.Line(batch, name);
                if (clock.GetElapsedTime(shownAt) < (line == shown ? SameLineInterval : LineInterval)
                    && batch.State == state) return;
                (shownAt, shown, state) = (clock.GetTimestamp(), line, batch.State);
                terminal.Progress(line);
            },
            giveUp);
    }

    private async Task<BatchProgress> WatchAsync(
        BatchProgress batch, Action<BatchProgress> show, CancellationToken giveUp)
    {
        var pause = LiveInterval;
        while (true)
        {
            show(batch);
            if (batch.Ended || giveUp.IsCancellationRequested) return batch;
            await Task.Delay(pause, clock, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var began = clock.GetTimestamp();
            batch = await LookAsync(batch, giveUp);
            pause = PauseAfter(clock.GetElapsedTime(began));
        }
    }

    // A look at a large batch counts all its requests, and is not to cost those who work on it much.
    private static TimeSpan PauseAfter(TimeSpan look) =>
        TimeSpan.FromTicks(Math.Clamp(20 * look.Ticks, LiveInterval.Ticks, LongestInterval.Ticks));

    private async Task<BatchProgress> LookAsync(BatchProgress last, CancellationToken giveUp)
    {
        try
        {
            return await batches.GetAsync(last.BatchId, giveUp);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            return await LookAsync(token => batches.FindAsync(last.BatchId, token)) ?? last;
        }
    }

    private static void Draw(ProgressTask bar, BatchProgress batch, int room)
    {
        bar.MaxValue = Math.Max(1, batch.Documents);
        bar.Value = batch.Extracted + batch.Failed;
        var waiting = batch.WaitingFor is null ? "" : $", waiting: {batch.WaitingFor}";
        var told = $"{batch.Extracted} extracted, {batch.Failed} failed, {batch.Requests} requests{waiting}";
        // A line that does not fit would push the bar about; the whole of it is told at the end.
        bar.Description = Markup.Escape(Excerpt.Cut(told, Math.Max(LeastRoom, room)));
    }
}
