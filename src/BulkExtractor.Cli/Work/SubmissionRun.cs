using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Pipeline;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Work;

/// <summary>Stores a submission, has it split, and works on it itself when nobody else is there.</summary>
internal sealed class SubmissionRun(AppServices app, UsedModels models, Terminal terminal)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly IWorkerRegistry _workers = app.Get<IWorkerRegistry>();
    private readonly ForecastService _forecasts = app.Get<ForecastService>();
    private readonly Following _following = app.Get<Following>();
    private readonly TimeProvider _clock = app.Get<TimeProvider>();

    /// <summary>What batches are called in lines of progress; null calls them by their numbers.</summary>
    public string? ShownAs { get; init; }

    /// <summary>Stores the batch and leaves it to the workers.</summary>
    public async Task<int> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        foreach (var notice in submission.Notices) terminal.Warn(notice);
        var batch = await StoreAsync(submission, cancellationToken);
        var receipt = await ReceiptAsync(batch, submission, cancellationToken);
        if (terminal.Json) Terminal.Write(receipt.Shape());
        else receipt.Say(terminal, _clock.GetUtcNow());
        if (await _workers.CountAsync(submission.Batch.Accounts, cancellationToken) == 0)
            terminal.Warn("No worker is running, so nothing happens yet: start one with 'bulk worker'.");
        return ExitCode.Done;
    }

    /// <summary>Stores the batch and follows it to its end.</summary>
    /// <param name="atMost">Gives up waiting after so long; the batch goes on.</param>
    public async Task<int> SubmitAndWaitAsync(Submission submission, TimeSpan? atMost, StopSignals signals)
    {
        var (batch, code) = await FollowToTheEndAsync(submission, atMost, signals);
        var forecast = await _following.LookAsync(token => _forecasts.OfAsync(batch, token));
        var failures = batch.Failed == 0 ? []
            : await _following.LookAsync<IReadOnlyList<FailureReason>>(
                async token => await app.Get<IAttemptHistory>().ReadFailuresAsync(batch.BatchId, token)) ?? [];
        var usage = await _following.LookAsync<BatchUsage>(
            async token => await app.Get<IAttemptHistory>().ReadUsageAsync(batch.BatchId, token));
        if (terminal.Json)
        {
            var shape = StatusJson.Write(batch, forecast);
            if (usage is not null) UsageJson.AddTo(shape, batch, usage);
            Terminal.Write(FailuresView.AddTo(shape, failures));
        }
        else
        {
            BatchView.Show(terminal.Screen, batch, forecast, usage);
            FailuresView.Show(terminal.Screen, batch, failures);
        }

        if (!batch.Ended) terminal.Warn(GoesOn(batch));
        return code;
    }

    /// <summary>Stores the batch and follows it; where it stood then, and the exit code for that.</summary>
    public async Task<(BatchProgress Batch, int Code)> FollowToTheEndAsync(
        Submission submission, TimeSpan? atMost, StopSignals signals)
    {
        foreach (var notice in submission.Notices) terminal.Warn(notice);
        var stored = await StoreAsync(submission, signals.Drain);
        // The first requests leave meanwhile.
        var said = SayReceiptAsync(stored, submission, signals.Drain);
        var batch = await WaitAsync(stored.BatchId, submission.Batch.Accounts, said, atMost, signals);
        return (batch, CodeOf(batch, signals));
    }

    /// <summary>Stores the batch and follows it without a word about it; where it stood then.</summary>
    public async Task<BatchProgress> RunAsync(Submission submission, TimeSpan? atMost, StopSignals signals)
    {
        var stored = await StoreAsync(submission, signals.Drain);
        return await WaitAsync(stored.BatchId, submission.Batch.Accounts, Task.CompletedTask, atMost, signals);
    }

    // Leaves the batch to the workers for as long as one is there, and then works on it in this process.
    private async Task<BatchProgress> WaitAsync(
        long batchId, IReadOnlyList<string> accounts, Task said, TimeSpan? atMost, StopSignals signals)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(signals.Drain);
        if (atMost is { } span) enough.CancelAfter(span);
        if (await IsAloneAsync(accounts, enough.Token))
            return await WorkAsync(batchId, said, enough.Token, signals.Abort);

        await said;
        using var alone = CancellationTokenSource.CreateLinkedTokenSource(enough.Token);
        var others = CancelWhenGoneAsync(accounts, alone);
        var batch = await _following.FollowAsync(batchId, alone.Token, ShownAs);
        await alone.CancelAsync();
        await others;
        return batch.Ended || enough.IsCancellationRequested
            ? batch
            : await WorkAsync(batchId, said, enough.Token, signals.Abort);
    }

    private async Task<bool> IsAloneAsync(IReadOnlyList<string> accounts, CancellationToken enough)
    {
        try
        {
            return await _workers.CountAsync(accounts, enough) == 0;
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task CancelWhenGoneAsync(IReadOnlyList<string> accounts, CancellationTokenSource alone)
    {
        try
        {
            while (await _workers.CountAsync(accounts, alone.Token) > 0)
                await Task.Delay(LookInterval, _clock, alone.Token);
            await alone.CancelAsync();
        }
        catch (OperationCanceledException) when (alone.IsCancellationRequested)
        {
            // The batch has ended, or nobody waits for it any more.
        }
    }

    private async Task<BatchProgress> WorkAsync(
        long batchId, Task said, CancellationToken enough, CancellationToken abort)
    {
        using var drain = CancellationTokenSource.CreateLinkedTokenSource(enough);
        var work = app.WorkAsync(models.Pool, batchId, drain.Token, abort);
        try
        {
            await said;
        }
        catch
        {
            await drain.CancelAsync();
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        var follow = _following.FollowAsync(batchId, drain.Token, ShownAs);
        await Task.WhenAny(work, follow);
        await drain.CancelAsync();
        await Task.WhenAll(work, follow);
        return await _following.LookAsync(token => app.Batches.FindAsync(batchId, token)) ?? await follow;
    }

    private async Task<BatchProgress> StoreAsync(Submission submission, CancellationToken cancellationToken)
    {
        await app.OpenBackgroundJobsAsync(cancellationToken);
        return await app.Get<BatchSubmitter>().StoreAsync(submission, cancellationToken);
    }

    private async Task SayReceiptAsync(
        BatchProgress batch, Submission submission, CancellationToken cancellationToken) =>
        (await ReceiptAsync(batch, submission, cancellationToken)).Say(terminal, _clock.GetUtcNow());

    private async Task<SubmitReport> ReceiptAsync(
        BatchProgress batch, Submission submission, CancellationToken cancellationToken)
    {
        // Asking how the days stand comes first: the forecast then knows what the providers say.
        var days = await app.Get<SubmissionDays>().ReadAsync(submission.Candidates, 0, cancellationToken);
        var known = await app.Get<KnownDocuments>().ShareAsync(batch.BatchId, cancellationToken);
        var prospect = await submission.ProspectAsync(_forecasts, known, cancellationToken);
        var span = days is null ? null : days with { Requests = prospect.Forecast.Requests };
        if (batch.Deadline is not null)
        {
            await app.Get<DeadlineWatch>().JudgeAsync(submission.Batch.Accounts, cancellationToken);
            batch = await app.Batches.GetAsync(batch.BatchId, cancellationToken);
        }

        return new SubmitReport(batch, submission, span, prospect.Forecast)
        {
            Known = (int)Math.Round(batch.Documents * known),
        };
    }

    private static string GoesOn(BatchProgress batch) =>
        $"Batch {batch.BatchId} is not finished: any worker goes on with it ('bulk worker'), "
        + $"and 'bulk status {batch.BatchId} --watch' follows it.";

    private static int CodeOf(BatchProgress batch, StopSignals signals) => batch switch
    {
        { State: "finished", Failed: 0 } => ExitCode.Done,
        { Ended: true } => ExitCode.SomeFailed,
        _ => signals.Drain.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.NotFinished,
    };
}
