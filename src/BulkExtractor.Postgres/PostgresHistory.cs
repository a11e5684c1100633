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
            "read_requests", ReadBucket, token, Instant("since", since), Span("width", width)),
        BatchRequests = (batch, width, token) => database.ListAsync(
            "read_batch_requests", ReadBucket, token, Bigint("batch", batch), Span("width", width)),
        Today = token => database.ListAsync(
            "read_spending",
            ReadSpending,
            token),
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

    private static RequestBucket ReadBucket(NpgsqlDataReader row) =>
        new(new DateTimeOffset(row.GetDateTime(0)), row.GetString(1), row.GetString(2))
        {
            Requests = row.GetInt32(3),
            Answered = row.GetInt32(4),
            Rows = row.GetInt32(5),
            Latency = row.IsDBNull(6) ? null : row.GetTimeSpan(6),
        };

    private static BatchSpending ReadSpending(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4));

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
