using System.Text.RegularExpressions;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Limits;
using BulkExtractor.Pipeline;
using BulkExtractor.Postgres;
using BulkExtractor.Review;
using BulkExtractor.Tests;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Batches;

/// <summary>What PostgreSQL really does for the statements that run all the time, under a generic plan.</summary>
public sealed partial class PlanTests(TestCluster cluster) : QueueTests(cluster)
{
    private const string Generic =
        "-c plan_cache_mode=force_generic_plan -c session_preload_libraries=auto_explain "
        + "-c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on -c auto_explain.log_timing=off "
        + "-c auto_explain.log_nested_statements=on -c auto_explain.log_level=notice";

    // Of batch 1, the oldest are not due, some are answered, and the last 100 are due; the rest is of other batches.
    private const string ManyChunks =
        """
        insert into bulk.chunks (batch_id, document_no, tokens, state, due_at, lease_token)
        select case when n <= 30000 then 1 else n % 50 + 2 end, n + 1, 10,
          case when n % 3 = 0 and n <= 29900 then 'answered'
            when n % 2 = 0 and n <= 29900 then 'leased' else 'pending' end,
          bulk.clock() + case when n > 29900 then interval '-1 second' else interval '1 minute' end, 1
        from generate_series(1, 50000) n;
        insert into bulk.documents (batch_id, document_no, key, text, columns, hash, tokens)
        select batch_id, document_no, document_no, 'text', '{}', '', 10 from bulk.chunks
        on conflict do nothing;
        insert into bulk.attempts (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, ended_at)
        select n % 50, 1, 'a', 'm', '{}', 1, bulk.clock(), bulk.clock() from generate_series(1, 20000) n;
        insert into bulk.answers (chunk_id, attempt_id, fields)
        select n + 100000, n, '{}' from generate_series(1, 20000) n;
        insert into bulk.results (batch_id, document_no, state, error)
        select 60, n, 'failed', '' from generate_series(1, 20000) n;
        analyze bulk.chunks, bulk.documents, bulk.attempts, bulk.answers, bulk.results;
        """;

    [Fact]
    public async Task Leasing_reads_only_chunks_that_are_due()
    {
        await FillAsync();

        var plan = await PlanOfAsync(queue => queue.LeaseAsync(1, 1, 50, Minute, Token));

        Assert.Contains("Index Scan using chunks_due on chunks", plan, StringComparison.Ordinal);
        AssertReadsNoWholeTable(plan);
    }

    [Fact]
    public async Task Leasing_what_failed_before_reads_only_that()
    {
        await FillAsync();
        await Shop.ExecuteAsync(
            """
            update bulk.chunks set blame_count = 1 where batch_id = 1 and document_no > 29950;
            analyze bulk.chunks;
            """);

        var plan = await PlanOfAsync(queue => queue.LeaseRepairsAsync(1, 1, 50, Minute, Token));

        Assert.Contains("Index Scan using chunks_repairs on chunks", plan, StringComparison.Ordinal);
        AssertReadsNoWholeTable(plan);
    }

    [Fact]
    public async Task Finding_the_few_documents_with_a_mark_reads_only_those_of_a_page()
    {
        await FillAsync();
        await Shop.ExecuteAsync(
            """
            insert into bulk.results (batch_id, document_no, state, error)
            select batch_id, document_no, 'failed', '' from bulk.documents where batch_id = 1
            on conflict do nothing;
            analyze bulk.results;
            """);
        var query = new DocumentQuery(1) { Filter = DocumentFilter.Failed, Limit = 10 };

        var plan = await PlanOfAsync(
            database => new PostgresResultStore(database, TimeProvider.System).FindPageAsync(query, Token));

        Assert.Contains("using results_failed on results", plan, StringComparison.Ordinal);
        AssertReadsNoWholeTable(plan);
        Assert.DoesNotMatch(ManyRows(), plan);
    }

    [Fact]
    public async Task A_poll_that_finds_nothing_due_reads_nothing()
    {
        await FillAsync();
        await Shop.ExecuteAsync("update bulk.chunks set due_at = bulk.clock() + interval '1 hour'");

        var plan = await PlanOfAsync(queue => queue.LeaseAsync(1, 1, 50, Minute, Token));

        Assert.Contains("Index Scan using chunks_due on chunks", plan, StringComparison.Ordinal);
        AssertReadsNoWholeTable(plan);
    }

    [Fact]
    public async Task Renewing_giving_back_and_recording_find_their_chunks_by_key()
    {
        await FillAsync();
        var held = await Shop.LeaseAsync(1, limit: 60);
        var attempt = await Shop.AskAsync([.. held.Take(20)], chunk => chunk.DocumentNo % 2 == 0 ? "x" : null);

        var plan = await PlanOfAsync(async queue =>
        {
            await queue.RenewAsync(held, Minute, Token);
            await queue.ReleaseAsync([.. held.Skip(40)], Token);
            await queue.RecordAsync([attempt], Token);
        });

        Assert.Contains("Index Scan using chunks_pkey on chunks", plan, StringComparison.Ordinal);
        AssertReadsNoWholeTable(plan);
    }

    [Fact]
    public async Task Asking_for_a_permit_reads_only_the_permits_that_count()
    {
        await Shop.ExecuteAsync(
            """
            insert into bulk.limit_scopes (scope, requests, span)
            select 'account s' || n, 20, '1 minute' from generate_series(1, 50) n;
            insert into bulk.permits
            select 'account s' || n % 50, bulk.clock() - n * interval '1 second', n from generate_series(1, 50000) n;
            analyze bulk.permits, bulk.limit_scopes;
            """);
        await FillAsync();
        var held = await Shop.LeaseAsync(1);
        ScopeId[] scopes = [ScopeId.Parse("account s1"), ScopeId.Parse("account s2")];
        var request = new PermitRequest(1, 1, "a", "m", scopes, [held[0].ChunkId], [held[0].LeaseToken]);

        var plan = await PlanOfAsync(database => new PostgresPermitLedger(database).TakeAsync(request, Token));

        Assert.Contains("Index Only Scan using permits_scope on permits", plan, StringComparison.Ordinal);
        AssertReadsNoWholeTable(plan);
    }

    [Fact]
    public async Task What_days_took_is_read_from_their_rows_and_only_the_latest_requests_one_by_one()
    {
        await Shop.ExecuteAsync(
            """
            insert into bulk.attempts (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, ended_at)
            select n % 50, 1, 'a', 'm', '{}', 1, at, at
            from generate_series(1, 20000) n, lateral (
              select bulk.clock() - interval '80 days' * (20000 - n) / 20000 as at) when_asked;
            insert into bulk.attempt_days (day, account, model, job, outcome, request_count, wasted_count, chunk_count,
              answer_count, prompt_tokens, completion_tokens, cost)
            select (bulk.clock() at time zone 'UTC')::date - n, 'a', 'm', 'j', 'failed', 250, 250, 250, 0, 0, 0, 0
            from generate_series(1, 1500) n;
            analyze bulk.attempts, bulk.attempt_days;
            """);

        var plan = await PlanOfAsync(database => new PostgresAttemptHistory(database).ReadSpanAsync(90, Token));

        Assert.Contains("Bitmap Index Scan on attempts_granted", plan, StringComparison.Ordinal);
        Assert.Contains("attempt_days_pkey on attempt_days", plan, StringComparison.Ordinal);
        Assert.DoesNotMatch(WholeTable(), plan);
    }

    [Fact]
    public async Task What_a_batch_took_and_saved_is_read_from_its_own_requests_and_results()
    {
        await FillAsync();

        var plan = await PlanOfAsync(
            database => new PostgresAttemptHistory(database).ReadUsageAsync(1, Token));

        Assert.Contains("on attempts_batch", plan, StringComparison.Ordinal);
        Assert.DoesNotMatch(WholeTable(), plan);
    }

    private async Task FillAsync()
    {
        await Shop.AddAsync("the batch with the chunks");
        await Shop.ExecuteAsync(ManyChunks);
        await Shop.ExecuteAsync("update bulk.batches set document_count = 40000");
    }

    private Task<string> PlanOfAsync(Func<IChunkQueue, Task> work) =>
        PlanOfAsync(database => work(new PostgresChunkQueue(database)));

    private async Task<string> PlanOfAsync(Func<Postgres.Database, Task> work)
    {
        var log = new RecordingLogger<NpgsqlDataSource>();
        using var loggers = LoggerFactory.Create(
            logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new SingleLogger(log)));
        var builder = new NpgsqlDataSourceBuilder(Shop.ConnectionString);
        builder.ConnectionStringBuilder.Options = Generic;
        builder.UseLoggerFactory(loggers);
        await using var source = builder.Build();
        var database = new Postgres.Database(source, TimeProvider.System, NullLogger<Postgres.Database>.Instance);

        await work(database);

        var plans = log.Lines.Where(line => line.Contains(" bulk.", StringComparison.Ordinal));
        return string.Join("\n\n", plans);
    }

    private static void AssertReadsNoWholeTable(string plan)
    {
        // Scopes are few: a scan of them all is cheaper than an index.
        var nodes = plan.Split("->").Where(node => !node.Contains(" on limit_scopes ", StringComparison.Ordinal));
        var removed = nodes
            .SelectMany(node => RemovedRows().Matches(node))
            .Sum(match => int.Parse(match.Groups[1].Value));

        Assert.False(WholeTable().IsMatch(plan), plan);
        Assert.True(removed <= 5, plan);
    }

    [GeneratedRegex("Seq Scan on (chunks|permits|documents|attempts|answers|results)")]
    private static partial Regex WholeTable();

    [GeneratedRegex(@"actual rows=\d{3,}")]
    private static partial Regex ManyRows();

    [GeneratedRegex(@"Rows Removed by (?:Filter|Index Recheck|Join Filter): (\d+)")]
    private static partial Regex RemovedRows();

    private sealed class SingleLogger(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }
}
