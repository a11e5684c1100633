using BulkExtractor.BackgroundJobs;
using BulkExtractor.History;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>The past of requests and background jobs in PostgreSQL.</summary>
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
        JobRuns = token => database.ListAsync("list_job_runs", ReadRun, token),
    };

    /// <summary>Where runs of background jobs are noted.</summary>
    public JobRunNotes Notes => new(
        async (job, token) => (await database.ListAsync(
            "start_job_run",
            row => row.GetInt64(0),
            token,
            Text("job", job.Id),
            Text("work", job.Work),
            Text("host", Environment.MachineName)))[0],
        (run, outcome, reason, token) => database.RunAsync(
            (connection, inner) => (Task)connection.RunAsync(
                "end_job_run", inner, Bigint("run", run), Text("outcome", outcome), Text("reason", reason)),
            token));

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

    private static JobRun ReadRun(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        new DateTimeOffset(row.GetDateTime(3)),
        row.IsDBNull(4) ? null : new DateTimeOffset(row.GetDateTime(4)))
    {
        Outcome = row.GetString(5),
        Reason = row.IsDBNull(6) ? null : row.GetString(6),
    };
}
