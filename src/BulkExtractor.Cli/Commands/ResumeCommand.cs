namespace BulkExtractor.Cli.Commands;

internal static class ResumeCommand
{
    public static Command Create() => BatchChange.CreateCommand(
        "resume",
        "Goes on with a paused batch. Example: bulk resume 12",
        (store, batch, token) => store.ResumeAsync(batch.BatchId, token),
        refused: batch => $"is {batch.State}, not paused",
        done: batch => $"Batch {batch.BatchId} goes on.");
}
