using System.Text.RegularExpressions;
using BulkExtractor.Batches;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>On what requests were wasted.</summary>
public sealed partial class PostgresWaste(Database database)
{
    /// <summary>One for each kind of reason, the most frequent first.</summary>
    public Task<IReadOnlyList<WastedOn>> ReadAsync(long batchId, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_waste",
            row => new WastedOn(Words(row.Text("kind")), row.Int32("request_count")),
            cancellationToken,
            Bigint("batch", batchId));

    private static string Words(string name) => Border().Replace(name, "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Border();
}
