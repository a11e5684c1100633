using System.CommandLine;
using BulkExtractor.Cli.Terminals;
using BulkExtractor.Cli.Work;

namespace BulkExtractor.Cli.Commands;

/// <summary><c>bulk cancel BATCH</c></summary>
internal static class CancelCommand
{
    private static readonly Argument<long> Batch = CommonOptions.Batch();

    public static Command Create()
    {
        var command = new Command("cancel", "Stops a batch for good; its results are kept. Example: bulk cancel 12")
        {
            Batch,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Of(parsed);
        await using var workplace = await Workplace.OpenAsync(terminal, cancellationToken);
        var batch = await workplace.FindBatchAsync(parsed.GetValue(Batch), cancellationToken);
        var cancelled = await workplace.Store.CancelAsync(batch.BatchId, cancellationToken);
        if (!cancelled) throw new InputException($"batch {batch.BatchId} is {batch.State} already");

        batch = await workplace.FindBatchAsync(batch.BatchId, cancellationToken);
        if (terminal.Json) Terminal.Write(Shapes.Of(batch));
        else terminal.Say($"Batch {batch.BatchId} is cancelled; {batch.Extracted} results are kept.");
        return ExitCode.Done;
    }
}
