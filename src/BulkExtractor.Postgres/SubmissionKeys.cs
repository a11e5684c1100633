using BulkExtractor.Basics;
using BulkExtractor.Batches;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Finds the batch that was submitted with the same key before.</summary>
internal static class SubmissionKeys
{
    /// <summary>Its number, or null for a new submission, whose key then waits for the transaction's end.</summary>
    public static async Task<long?> FindAsync(
        NpgsqlConnection connection, NewBatch batch, CancellationToken cancellationToken)
    {
        if (batch.SubmissionKey is not { } key) return null;
        await connection.RunAsync("lock_submission", cancellationToken, Text("key", key));
        var found = await connection.FindAsync(
            "find_submission",
            row => ((long Id, string Job, string Source, string? Said)?)(
                row.Int64("batch_id"), row.Text("job"), row.Text("source"), row.TextOrNull("said")),
            cancellationToken,
            Text("key", key));
        if (found is not var (id, job, source, said)) return null;

        var isSame = (job, source) == (batch.Definition.Name, batch.Source)
            && (said is null || batch.Said is null || said == batch.Said);
        return isSame ? id : throw new InputException(
            $"the submission key was used before, for batch {id} ({source} under {job}{Beside(said)}): "
            + "take another one");
    }

    private static string Beside(string? said) => string.IsNullOrEmpty(said) ? "" : $", {said}";
}
