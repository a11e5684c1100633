using BulkExtractor.Batches;
using BulkExtractor.Cli.Commands;
using BulkExtractor.Forecasting;

namespace BulkExtractor.Cli.Work;

/// <summary>The verbs that change the state of one batch, and say so.</summary>
internal static class BatchChange
{
    private static readonly Option<bool> Yes = new("--yes") { Description = "Ask nothing" };

    /// <param name="change">Changes the batch; false when its state does not allow it.</param>
    /// <param name="refused">Why not: the end of the sentence "batch 12 …".</param>
    /// <param name="done">What to say afterwards.</param>
    /// <param name="lost">What cannot be had back, which a person is asked about first; null asks nothing.</param>
    public static Command CreateCommand(
        string verb,
        string description,
        Func<IBatchStore, BatchProgress, CancellationToken, Task<bool>> change,
        Func<BatchProgress, string> refused,
        Func<BatchProgress, string> done,
        Func<BatchProgress, string>? lost = null)
    {
        var batchId = CommonOptions.Batch();
        var command = new Command(verb, description) { batchId };
        if (lost is not null) command.Add(Yes);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = Terminal.Create(parsed);
            await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
            var batch = await app.Batches.GetAsync(parsed.GetValue(batchId), cancellationToken);
            if (lost is not null && !parsed.GetValue(Yes) && !terminal.Confirm($"{lost(batch)} Go on?", usual: false))
                return ExitCode.Interrupted;
            if (!await change(app.Batches, batch, cancellationToken))
                throw new InputException($"batch {batch.BatchId} {refused(batch)}");

            batch = await app.Batches.FindAsync(batch.BatchId, cancellationToken) ?? batch;
            if (terminal.Json) Terminal.Write(StatusJson.Write(batch));
            else terminal.Say(done(batch));
            return ExitCode.Done;
        });
        return command;
    }
}
