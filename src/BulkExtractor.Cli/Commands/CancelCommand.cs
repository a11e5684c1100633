namespace BulkExtractor.Cli.Commands;

internal static class CancelCommand
{
    public static Command Create() => BatchChange.CreateCommand(
        "cancel",
        "Stops a batch for good; its results are kept. Example: bulk cancel 12",
        (store, batch, token) => store.CancelAsync(batch.BatchId, token),
        refused: batch => $"is {batch.State} already",
        done: batch => $"Batch {batch.BatchId} is cancelled; {batch.Extracted} results are kept.",
        lost: batch => $"Batch {batch.BatchId} ({batch.Job}, {batch.Source}) would end for good: "
            + $"{batch.Open} documents are still open. "
            + "'bulk pause' only stops it for a while.");
}
