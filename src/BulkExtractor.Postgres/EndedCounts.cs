using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Ends documents, and then the batches of which nothing is open any more.</summary>
/// <remarks>
/// Who records waits for nobody, so he does not see what others count at the same time; after his commit the last of
/// them sees it all.
/// </remarks>
internal static class EndedCounts
{
    /// <summary>Runs work that ends documents in a transaction of its own, and folds their counts after that.</summary>
    /// <param name="work">Must be safe to repeat; it names the batches that are near their end.</param>
    public static async Task CountingAsync(
        this Database database,
        Func<NpgsqlConnection, CancellationToken, Task<IReadOnlyList<long>>> work,
        CancellationToken cancellationToken) =>
        await database.FoldCountsAsync(await database.InTransactionAsync(work, cancellationToken), cancellationToken);

    /// <summary>Adds what was counted beside batches to their own rows; those with nothing open are finished.</summary>
    public static Task FoldCountsAsync(
        this Database database, IReadOnlyList<long> batches, CancellationToken cancellationToken) =>
        batches.Count == 0
            ? Task.CompletedTask
            : database.RunAsync("fold_counts", cancellationToken, Bigints("batches", batches));
}
