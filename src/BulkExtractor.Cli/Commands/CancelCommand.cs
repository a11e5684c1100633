namespace BulkExtractor.Cli.Commands;

internal static class CancelCommand
{
    public static Command Create() => BatchChange.CreateCommand(
        "cancel",
        "Ends a batch with what it has; its results are kept. Example: bulk cancel 12",
        (store, batch, token) => store.CancelAsync(batch.BatchId, token),
        refused: batch => $"is {batch.State} already",
        done: batch => $"Batch {batch.BatchId} is cancelled; {batch.Extracted} results are kept. "
            + $"'bulk resume {batch.BatchId}' opens the rest again.",
        lost: batch => $"Batch {batch.BatchId} ({batch.Job}, {batch.Source}) would end: "
            + $"{batch.Open} documents are still open, and what is under way counts against the quota all the same. "
            + "'bulk pause' only stops it for a while.");
}
