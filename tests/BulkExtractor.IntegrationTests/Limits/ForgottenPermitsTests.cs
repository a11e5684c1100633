using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.IntegrationTests.Limits;

/// <summary>Permits that no window can contain any more.</summary>
public sealed class ForgottenPermitsTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase _test = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync(cluster);
        await _test.ExecuteAsync(
            """
            insert into bulk.limit_scopes (scope, requests, span) values ('spans', 3, '1 minute');
            insert into bulk.limit_scopes (scope, parallel) values ('places', 3);
            """);
    }

    public async ValueTask DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task All_of_them_are_forgotten_however_many_there_are_and_no_other()
    {
        await _test.ExecuteAsync(
            """
            insert into bulk.permits (scope, granted_at, attempt_id)
            select 'spans', bulk.clock() - interval '3 minutes', n from generate_series(1, 25000) n;
            insert into bulk.permits (scope, granted_at, attempt_id) values ('spans', bulk.clock(), 25001);
            """);

        await ForgetAsync();

        Assert.Equal("25001", await ReadAsync());
    }

    [Fact]
    public async Task A_place_is_forgotten_with_the_worker_that_held_it()
    {
        await _test.ExecuteAsync(
            """
            insert into bulk.workers (host, process_id, accounts) values ('here', 1, '{}');
            insert into bulk.permits (scope, granted_at, attempt_id, worker_id)
            values ('places', bulk.clock() - interval '1 day', 1, 1), ('places', bulk.clock(), 2, 99);
            """);

        await ForgetAsync();

        Assert.Equal("1", await ReadAsync());
    }

    private Task ForgetAsync() => new PostgresPermitLedger(
        new(_test.DataSource, TimeProvider.System, NullLogger<Postgres.Database>.Instance)).ForgetAsync(Token);

    private Task<string> ReadAsync() =>
        _test.ReadAsync<string>("select string_agg(attempt_id::text, ', ' order by attempt_id) from bulk.permits");
}
