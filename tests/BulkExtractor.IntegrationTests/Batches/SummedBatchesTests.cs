using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.IntegrationTests.Batches;

/// <summary>What batches spent, once they ended and nobody is to read all their requests again.</summary>
public sealed class SummedBatchesTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase _test = null!;
    private Postgres.Database _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync(cluster);
        _database = new(_test.DataSource, TimeProvider.System, NullLogger<Postgres.Database>.Instance);
        await _test.ExecuteAsync(
            """
            insert into bulk.definitions (hash, name, body) values ('', 'job', '{}');
            insert into bulk.batches (definition_id, job, source, columns, settings, accounts, pool, simulated, state,
              past_request_count, past_wasted_count, past_cost)
            values (1, 'job', 'test', '{}', '{}', '{}', '', true, 'extracting', 10, 2, 1);
            """);
        await AskAsync("'answered', 5", "0.5");
        await AskAsync("'failed', 0", "0.25");
        await AskAsync("'unsent', 0", "null");
    }

    public async ValueTask DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task What_one_spent_is_told_though_its_requests_are_not_there_any_more()
    {
        await EndAsync("2 hours");
        await SumAsync();

        await _test.ExecuteAsync("delete from bulk.attempts");

        Assert.Equal((12, 3, 1.75m), await SpentAsync());
    }

    [Fact]
    public async Task Requests_of_one_that_goes_on_count_again()
    {
        await EndAsync("2 hours");
        await SumAsync();
        await _test.ExecuteAsync("update bulk.batches set state = 'extracting', finished_at = null");

        await AskAsync("'answered', 5", "1");

        Assert.Equal((13, 3, 2.75m), await SpentAsync());
    }

    [Fact]
    public async Task One_that_ended_just_now_may_have_requests_under_way_and_is_counted_as_it_stands()
    {
        await EndAsync("1 minute");
        await SumAsync();

        await AskAsync("'answered', 5", "1");

        Assert.Equal((13, 3, 2.75m), await SpentAsync());
    }

    private Task SumAsync() => new PostgresAttemptHistory(_database).ForgetAsync(TimeSpan.FromDays(90), Token);

    private Task EndAsync(string ago) => _test.ExecuteAsync(
        $"update bulk.batches set state = 'finished', finished_at = bulk.clock() - interval '{ago}'");

    private Task AskAsync(string outcome, string cost) => _test.ExecuteAsync(
        $$"""
        insert into bulk.attempts (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, ended_at,
          outcome, answer_count, cost)
        values (1, 1, 'a', 'm', '{}', 5, bulk.clock(), bulk.clock(), {{outcome}}, {{cost}})
        """);

    private async Task<(int Requests, int Wasted, decimal Cost)> SpentAsync()
    {
        var batch = (await new PostgresBatchStore(_database).FindAsync(1, Token))!;
        return (batch.Requests, batch.Wasted, batch.Cost);
    }
}
