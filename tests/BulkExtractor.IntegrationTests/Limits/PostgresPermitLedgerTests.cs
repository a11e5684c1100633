using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Limits;
using BulkExtractor.Postgres;
using BulkExtractor.Tests.Limits;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.IntegrationTests.Limits;

public sealed class PostgresPermitLedgerTests(TestCluster cluster) : PermitLedgerContract, IAsyncLifetime
{
    private static readonly ScopeId Scope = ScopeId.Parse("account s");

    private TestDatabase _test = null!;
    private ManualDatabaseClock _clock = null!;
    private Postgres.Database _database = null!;

    protected override long Batch => 1;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync(cluster);
        _clock = await ManualDatabaseClock.InstallAsync(_test.DataSource);
        _database = new(_test.DataSource, TimeProvider.System, NullLogger<Postgres.Database>.Instance);
        await _test.ExecuteAsync(
            """
            insert into bulk.definitions (hash, name, body) values ('', 'job', '{}');
            insert into bulk.batches (definition_id, job, source, columns, settings, accounts, pool, simulated, state)
            values (1, 'job', 'test', '{}', '{}', '{}', '', true, 'extracting');
            """);
    }

    public async ValueTask DisposeAsync() => await _test.DisposeAsync();

    protected override Task<IPermitLedger> CreateAsync() =>
        Task.FromResult<IPermitLedger>(new PostgresPermitLedger(_database));

    protected override Task<long> AddWorkerAsync() =>
        new PostgresWorkerRegistry(_database).AddAsync(["a"], null, Token);

    protected override Task AdvanceAsync(TimeSpan span) => _clock.AdvanceAsync(span);

    protected override async Task AdvanceToAsync(TimeSpan timeOfDay)
    {
        var now = await _clock.NowAsync();
        await _clock.SetAsync(new DateTimeOffset(now.UtcDateTime.Date.AddDays(1) + timeOfDay, TimeSpan.Zero));
    }

    [Fact]
    public async Task The_larger_limit_holds_once_nobody_is_left_who_named_the_smaller()
    {
        var ledger = await CreateAsync();
        var scope = new LimitScope(Scope, 3, TimeSpan.FromSeconds(60));
        await ledger.DeclareAsync(await AddWorkerAsync(), [scope], Token);
        await AdvanceAsync(TimeSpan.FromMinutes(2));

        var smaller = await ledger.DeclareAsync(await AddWorkerAsync(), [scope with { Requests = 9 }], Token);

        Assert.Empty(smaller);
    }

    [Fact]
    public async Task A_pack_whose_lease_was_lost_gets_no_permit()
    {
        var ledger = await CreateAsync();
        await ledger.DeclareAsync(1, [new LimitScope(Scope)], Token);
        await _test.ExecuteAsync(
            "insert into bulk.chunks (batch_id, document_no, tokens, state, lease_token, due_at) "
            + "values (1, 1, 1, 'leased', 7, bulk.clock() + interval '1 minute')");

        var stale = await ledger.TakeAsync(new PermitRequest(1, Batch, "a", "m", [Scope], [1], [6]), Token);
        var fresh = await ledger.TakeAsync(new PermitRequest(1, Batch, "a", "m", [Scope], [1], [7]), Token);

        Assert.Equal("lease", stale.Stale);
        Assert.Null(stale.Wait);
        Assert.NotNull(fresh.AttemptId);
    }

    [Fact]
    public async Task Of_packs_that_ask_together_only_the_one_whose_lease_was_lost_is_refused()
    {
        var ledger = await CreateAsync();
        await ledger.DeclareAsync(1, [new LimitScope(Scope)], Token);
        await _test.ExecuteAsync(
            "insert into bulk.chunks (batch_id, document_no, tokens, state, lease_token, due_at) "
            + "select 1, n, 1, 'leased', 7, bulk.clock() + interval '1 minute' from generate_series(1, 3) n");
        var requests = new[] { (1, 7), (2, 6), (3, 7) }
            .Select(held => new PermitRequest(1, Batch, "a", "m", [Scope], [held.Item1], [held.Item2]));

        var answers = await ledger.TakeAllAsync([.. requests], Token);

        Assert.Equal([null, "lease", null], answers.Select(answer => answer.Stale));
        Assert.Equal(2, await _test.ReadAsync<long>("select count(*) from bulk.attempt_chunks"));
        Assert.Equal(2, (await ledger.ReadAsync([Scope], Token))[0].Used);
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("cancelled")]
    public async Task A_batch_that_is_not_active_gets_no_permit(string state)
    {
        var ledger = await CreateAsync();
        await ledger.DeclareAsync(1, [new LimitScope(Scope)], Token);
        await _test.ExecuteAsync($"update bulk.batches set state = '{state}'");

        var answer = await ledger.TakeAsync(new PermitRequest(1, Batch, "a", "m", [Scope], [], []), Token);

        Assert.Equal("batch", answer.Stale);
    }

    [Fact]
    public async Task A_scope_that_was_never_declared_is_a_fault_of_the_program()
    {
        var ledger = await CreateAsync();
        var request = new PermitRequest(1, Batch, "a", "m", [Scope], [], []);

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => ledger.TakeAsync(request, Token));
    }

    [Fact]
    public async Task Workers_that_ask_at_once_get_no_more_than_the_limit()
    {
        var ledger = await CreateAsync();
        await ledger.DeclareAsync(1, [new LimitScope(Scope, 20, TimeSpan.FromSeconds(60))], Token);
        var request = new PermitRequest(1, Batch, "a", "m", [Scope], [], []);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => ledger.TakeAsync(request, Token)));

        Assert.Equal(20, answers.Count(answer => answer.AttemptId is not null));
    }

    [Fact]
    public async Task A_model_that_has_failed_for_weeks_is_paused_for_no_longer_than_a_quarter_of_an_hour()
    {
        var ledger = await CreateAsync();
        await ledger.DeclareAsync(1, [new LimitScope(Scope)], Token);
        await _test.ExecuteAsync("update bulk.limit_scopes set pause_count = 1000");

        var wait = await ledger.PauseAsync(Scope, new ScopePause("no", null, null, TimeSpan.FromSeconds(30)), Token);

        Assert.InRange(wait, TimeSpan.FromMinutes(12), TimeSpan.FromMinutes(18));
    }
}
