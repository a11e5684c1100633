using BulkExtractor.Forecasting;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>The past of requests in PostgreSQL.</summary>
public sealed class PostgresHistory(Database database)
{
    /// <summary>The ways to read the past.</summary>
    public HistorySources Sources => new()
    {
        Requests = (since, width, token) => database.ListAsync(
            "read_requests",
            ReadBucket,
            token,
            Bigint("batch", null),
            Instant("since", since),
            Span("width", width)),
        BatchRequests = (batch, width, token) => database.ListAsync(
            "read_requests",
            ReadBucket,
            token,
            Bigint("batch", batch),
            Instant("since", null),
            Span("width", width)),
        Today = token => database.ListAsync("read_spending", ReadSpending, token),
    };

    private static RequestBucket ReadBucket(Row row) =>
        new(row.Instant("at"), row.Text("account"), row.Text("model"))
        {
            Requests = row.Int32("request_count"),
            Answered = row.Int32("answered_count"),
            Rows = row.Int32("row_count"),
            Latency = row.SpanOrNull("latency"),
        };

    private static BatchSpending ReadSpending(Row row) => new(
        row.Int64("batch_id"),
        row.Text("job"),
        row.Int32("request_count"),
        row.Int32("wasted_count"),
        row.Int32("row_count"));
}
