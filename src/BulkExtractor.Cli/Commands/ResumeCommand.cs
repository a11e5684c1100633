namespace BulkExtractor.Cli.Commands;

internal static class ResumeCommand
{
    public static Command Create() => BatchChange.CreateCommand(
        "resume",
        "Goes on with a paused batch, or opens a cancelled one again. Example: bulk resume 12",
        (store, batch, token) => store.ResumeAsync(batch.BatchId, token),
        refused: batch => batch.State == "cancelled"
            ? "is cancelled, and its texts are gone: submit its file anew"
            : $"is {batch.State}, neither paused nor cancelled",
        done: batch => $"Batch {batch.BatchId} goes on.");
}
