using System.Text.RegularExpressions;
using BulkExtractor.Limits;
using BulkExtractor.Postgres;
using BulkExtractor.Submissions;

namespace BulkExtractor.IntegrationTests.Batches;

/// <summary>The same where statistics are older than what they are about, and where there is much history.</summary>
public sealed partial class PlanTests
{
    // What was counted last were a few answered chunks, and nothing else.
    private const string Before =
        """
        alter table bulk.chunks set (autovacuum_enabled = false);
        alter table bulk.attempts set (autovacuum_enabled = false);
        alter table bulk.documents set (autovacuum_enabled = false);
        alter table bulk.answers set (autovacuum_enabled = false);
        alter table bulk.results set (autovacuum_enabled = false);
        insert into bulk.chunks (batch_id, document_no, tokens, state)
        select 1000, n, 10, 'answered' from generate_series(1, 5000) n;
        insert into bulk.documents (batch_id, document_no, key, text, columns, hash, tokens)
        select 1000, n, n, 'text', '{}', '', 10 from generate_series(1, 5000) n;
        insert into bulk.attempts
          (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, ended_at, outcome)
        select 1000, 1, 'a', 'm', '{}', 1, bulk.clock(), bulk.clock(), 'answered' from generate_series(1, 5000) n;
        analyze;
        """;

    private static readonly string Unanalyzed =
        string.Join('\n', ManyChunks.Split('\n').Where(line => !line.StartsWith("analyze", StringComparison.Ordinal)));

    [Fact]
    public async Task Old_statistics_lead_no_lease_renewal_or_record_to_all_open_chunks()
    {
        await FillUnanalyzedAsync();
        var held = await Shop.LeaseAsync(1, limit: 60);
        var attempt = await Shop.AskAsync([.. held.Take(20)], chunk => chunk.DocumentNo % 2 == 0 ? "x" : null);

        var plan = await PlanOfAsync(async queue =>
        {
            await queue.LeaseAsync(1, 1, 20, Minute, Token);
            await queue.RenewAsync(held, Minute, Token);
            await queue.ReleaseAsync([.. held.Skip(40)], Token);
            await queue.RecordAsync([attempt], Token);
        });

        AssertReadsNoWholeTable(plan);
    }

    [Fact]
    public async Task Old_statistics_lead_no_permit_to_all_open_chunks()
    {
        await FillUnanalyzedAsync();
        await Shop.ExecuteAsync(
            """
            insert into bulk.limit_scopes (scope, requests, span) values ('account s1', 20, '1 minute');
            insert into bulk.permits
            select 'account s' || n % 50, bulk.clock() - n * interval '1 minute', n from generate_series(1, 50000) n;
            """);
        var held = await Shop.LeaseAsync(1, limit: 20);
        var request = new PermitRequest(
            1, 1, "a", "m", [ScopeId.Parse("account s1")],
            [.. held.Select(chunk => chunk.ChunkId)], [.. held.Select(chunk => chunk.LeaseToken)]);

        var plan = await PlanOfAsync(database => new PostgresPermitLedger(database).TakeAsync(request, Token));

        AssertReadsNoWholeTable(plan);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Status_pages_and_what_learns_read_no_table_whole(bool analyzed)
    {
        await (analyzed ? FillAsync() : FillUnanalyzedAsync());

        var plan = await PlanOfAsync(async database =>
        {
            var history = new PostgresAttemptHistory(database);
            await new PostgresBatchStore(database).FindAsync(1, Token);
            await new PostgresBatchStore(database).ListAsync(50, Token);
            await new PostgresBatchStore(database).ListOpenAsync(Token);
            await history.ReadAccountsAsync(1, [], Token);
            await history.ReadAccountsAsync(null, ["a"], Token);
            await history.ReadModelsAsync(null, Token);
            await history.ReadWasteAsync(1, Token);
            await history.ReadRequestsAsync(1, Minute, Token);
            await new PostgresChunkQueue(database).ReadEvidenceAsync(TimeSpan.FromHours(2), Token);
        });

        Assert.False(WholeTable().IsMatch(plan), plan);
        Assert.DoesNotMatch(ManyOpenChunks(), plan);
    }

    [Fact]
    public async Task Each_range_of_a_split_reads_what_is_in_it_and_nothing_before_it()
    {
        await FillAsync();
        await Shop.ExecuteAsync(
            """
            insert into bulk.results (batch_id, document_no, state, error)
            select 1, n, 'failed', '' from generate_series(1, 25000) n on conflict do nothing;
            insert into bulk.duplicates (batch_id, document_no, original_no)
            select 1, n, 1 from generate_series(1, 25000) n;
            analyze bulk.results, bulk.duplicates;
            """);
        var range = new SplitRange(1, 25_001, 26_000, 1_000);

        var plan = await PlanOfAsync(async database =>
        {
            var splits = new PostgresSplitStore(database);
            await splits.ListAddressesAsync(range, Token);
            await splits.FailUnreadableAsync(range, Token);
            await splits.AddChunksAsync(range, Token);
            await splits.ReadLongAsync(range, Token);
        });

        Assert.False(WholeTable().IsMatch(plan), plan);
        Assert.DoesNotMatch(Tens(), plan);
    }

    [Fact]
    public async Task A_split_compares_no_document_with_every_other_where_nothing_was_counted_yet()
    {
        await Shop.AddAsync("the earlier batch");
        await Shop.AddAsync("the batch that is split");
        await Shop.ExecuteAsync(
            """
            alter table bulk.documents set (autovacuum_enabled = false);
            alter table bulk.results set (autovacuum_enabled = false);
            alter table bulk.duplicates set (autovacuum_enabled = false);
            insert into bulk.documents (batch_id, document_no, key, text, columns, hash, tokens)
            select b, n, n, 'text', '{}', int4send(b * 10000 + n), 10
            from generate_series(1, 2) b, generate_series(2, 1000) n;
            insert into bulk.results (batch_id, document_no, state, fields)
            select b, n, 'extracted', '{}' from generate_series(1, 2) b, generate_series(2, 900) n;
            insert into bulk.duplicates (batch_id, document_no, original_no)
            select 2, n, 1 from generate_series(2, 900) n;
            update bulk.batches set document_count = 1000;
            update bulk.batches set extracted_count = 899 where batch_id = 1;
            """);
        var range = new SplitRange(2, 1, 1_000, 1_000);

        var plan = await PlanOfAsync(async database =>
        {
            var splits = new PostgresSplitStore(database);
            var earlier = await splits.RememberAsync(2, Token);
            await splits.AnswerAsync(range, new EarlierFields(earlier[0].DefinitionId, ["x"], []), Token);
            await splits.ListAddressesAsync(range, Token);
            await splits.AddChunksAsync(range, Token);
            await splits.ReadLongAsync(range, Token);
        });

        Assert.DoesNotContain("Rows Removed by Join Filter", plan, StringComparison.Ordinal);
    }

    private async Task FillUnanalyzedAsync()
    {
        await Shop.AddAsync("the batch with the chunks");
        await Shop.ExecuteAsync(Before);
        await Shop.ExecuteAsync(Unanalyzed);
        await Shop.ExecuteAsync("update bulk.batches set document_count = 40000");
    }

    [GeneratedRegex(@"on chunks \S*.*actual rows=\d{3,}")]
    private static partial Regex ManyOpenChunks();

    [GeneratedRegex(@"actual rows=[1-9]\d{4,}")]
    private static partial Regex Tens();
}
