using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>What requests took, in tokens and dollars.</summary>
public sealed partial class PostgresAttemptHistory
{
    private const int MostResultsRead = 1_000;
    private const int MostOfAKind = 50;

    /// <inheritdoc/>
    public async Task<SpanUsage> ReadSpanAsync(int days, CancellationToken cancellationToken)
    {
        var rows = await database.ListAsync(
            "read_span",
            row => (Kind: row.Text("kind"), Group: ReadGroup(row), Usage: ReadUsage(row)),
            cancellationToken,
            Integer("days", days),
            Integer("most", MostOfAKind));
        var kinds = rows.ToLookup(row => row.Kind);
        return new SpanUsage(days, kinds["all"].Select(row => row.Usage).FirstOrDefault() ?? new Usage())
        {
            ByDay =
            [
                .. kinds["day"].Select(row => new DayUsage(row.Group.Day!.Value, row.Usage)).OrderBy(row => row.Day),
            ],
            Accounts = [.. kinds["account"].Select(row => new NamedUsage(row.Group.Account!, row.Usage))],
            Models = [.. kinds["model"].Select(row => new ModelUsage(row.Group.Account, row.Group.Model, row.Usage))],
            Jobs = [.. kinds["job"].Select(row => new NamedUsage(row.Group.Job!, row.Usage))],
            Waste = [.. kinds["cause"].Select(row => new WastedOn(Words(row.Group.Cause!), (int)row.Usage.Wasted))],
        };
    }

    /// <inheritdoc/>
    public async Task<BatchUsage> ReadUsageAsync(long batchId, CancellationToken cancellationToken)
    {
        var models = await database.ListAsync(
            "read_usage",
            row => new ModelUsage(row.TextOrNull("account"), row.TextOrNull("model"), ReadUsage(row)),
            cancellationToken,
            Bigint("batch", batchId));
        return new BatchUsage(models)
        {
            RequestsPerCached = await database.SingleAsync(
                "read_saved",
                row => row.DoubleOrNull("share"),
                cancellationToken,
                Bigint("batch", batchId),
                Integer("most", MostResultsRead)),
        };
    }

    private static (DateTimeOffset? Day, string? Account, string? Model, string? Job, string? Cause) ReadGroup(
        Row row) => (
            row.InstantOrNull("day"),
            row.TextOrNull("account"),
            row.TextOrNull("model"),
            row.TextOrNull("job"),
            row.TextOrNull("wasted_on"));

    private static Usage ReadUsage(Row row) => new()
    {
        Requests = row.Int64("request_count"),
        Wasted = row.Int64("wasted_count"),
        Rows = row.Int64("row_count"),
        PromptTokens = row.Int64("prompt_tokens"),
        CompletionTokens = row.Int64("completion_tokens"),
        ThoughtTokens = row.Int64("thought_tokens"),
        Cost = row.Decimal("cost"),
    };
}
