using BulkExtractor.Limits;
using BulkExtractor.Models;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>What is left of the days of accounts.</summary>
public sealed class PostgresDays(Database database)
{
    /// <summary>One for each day that is bounded.</summary>
    /// <param name="batchId">Only those of its accounts; null takes all that were used today.</param>
    public Task<IReadOnlyList<DayLeft>> ReadAsync(long? batchId, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_days",
            row => Left(row.Text("scope"), row.Int32("requests"), row.Int32("used")),
            cancellationToken,
            Bigint("batch", batchId));

    private static DayLeft Left(string scope, int limit, int used)
    {
        var id = ScopeId.Parse(scope);
        var tier = id.Tier.ToString()!.ToLowerInvariant();
        return new DayLeft(Account.NameIn(id.Account!), tier, limit, Math.Max(0, limit - used));
    }
}
