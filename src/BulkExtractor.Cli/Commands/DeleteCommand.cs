namespace BulkExtractor.Cli.Commands;

internal static class DeleteCommand
{
    public static Command Create() => BatchChange.CreateCommand(
        "delete",
        "Removes a batch with its texts and results. Example: bulk delete 12",
        (store, batch, token) => store.DeleteAsync(batch.BatchId, token),
        refused: _ => "is gone already",
        done: batch => $"Batch {batch.BatchId} is removed, with its texts and {batch.Extracted} results.",
        lost: batch => $"Batch {batch.BatchId} ({batch.Job}, {batch.Source}) would be gone, with its texts and "
            + $"{batch.Extracted} results; nothing brings them back.");
}
