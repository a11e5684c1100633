namespace BulkExtractor.Cli.Commands;

internal static class PauseCommand
{
    public static Command Create() => BatchChange.CreateCommand(
        "pause",
        "Sends nothing more for a batch until it is resumed. Example: bulk pause 12",
        (store, batch, token) => store.PauseAsync(batch.BatchId, token),
        refused: batch => $"is {batch.State} already",
        done: batch =>
            $"Batch {batch.BatchId} is paused: {batch.Extracted} of {batch.Documents} documents are extracted.");
}
