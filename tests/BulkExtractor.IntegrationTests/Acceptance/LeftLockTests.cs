using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>Locks of processes that are killed, or stand still.</summary>
public sealed class LeftLockTests(TestCluster cluster)
{
    private static readonly string Pool = PoolText.FourModels(account: 100, model: 60);

    // As a killed process leaves them for ten minutes: each kind that Hangfire takes.
    private const string Rows = """
        insert into hangfire.lock (resource, acquired)
        select 'hangfire:' || name, now() at time zone 'utc'
        from unnest(array[
          'recurring-job:upkeep', 'recurring-job:cleanup', 'recurring-job:end-of-day-retry', 'recurring-jobs:lock',
          'locks:schedulepoller', 'locks:expirationmanager'])
          as name
        union all
        select 'hangfire:job:' || number || ':state-lock', now() at time zone 'utc' from generate_series(1, 50) number
        """;

    private const string Holder = """
        select coalesce((
          select l.pid from pg_locks l join pg_database d on d.oid = l.database
          where l.locktype = 'advisory' and d.datname = current_database()
            and (l.classid::bigint << 32 | l.objid::bigint)
              = hashtextextended('job SplitJob.Run 1', 7)), 0)
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("worker")]
    [InlineData("serve")]
    public async Task Those_of_the_dead_hold_up_neither_start_nor_work_nor_stop(string verb)
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 20, Pool);
        var workshop = site.Workshop;
        var batch = await workshop.SubmitAsync(site.Orders, site.Pool);
        await workshop.Database.ExecuteAsync(Rows);

        await using var process = workshop.Start(verb == "serve" ? [verb, "--urls", "http://127.0.0.1:0"] : [verb]);

        // Well below the ten minutes, also where the machine is busy.
        await Until.TrueAsync("the batch has ended", () => workshop.HasEndedAsync(batch), TimeSpan.FromMinutes(3));
        await Until.TrueAsync(
            "upkeep recurs", () => EngineTables.RecursAsync(workshop.Database, "upkeep"), TimeSpan.FromMinutes(1));
        await process.TerminateAsync();
        (await process.EndAsync(TimeSpan.FromSeconds(10))).With(130);
    }

    [Fact]
    public async Task Those_of_a_process_that_stands_still_are_not_taken()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 20, Pool);
        var workshop = site.Workshop;
        var batch = await workshop.SubmitAsync(site.Orders, site.Pool);
        await using var blocking = await workshop.Database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await blocking.BeginTransactionAsync(Token);
        await ExecuteAsync("lock table bulk.duplicates in access exclusive mode");
        await using var still = workshop.Start("worker");
        await Until.TrueAsync("it splits", async () => await workshop.Database.ReadAsync<int>(Holder) != 0);
        var holder = await workshop.Database.ReadAsync<int>(Holder);
        await still.StopAsync();
        await using var other = workshop.Start("worker");

        // What Hangfire counts by: a job whose process does not say for ten seconds that it works on it.
        await Until.TrueAsync("the other one wants it", () => workshop.Database.ReadAsync<bool>(
            "select exists (select from hangfire.state where reason = 'Another run of it is under way')"));
        Assert.Equal(holder, await workshop.Database.ReadAsync<int>(Holder));
        await still.ContinueAsync();
        await transaction.RollbackAsync(Token);

        await Until.TrueAsync("the batch has ended", () => workshop.HasEndedAsync(batch));
        await workshop.AssertExtractedAsync(site.Orders, batch);

        async Task ExecuteAsync(string sql)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, blocking, transaction);
            await command.ExecuteNonQueryAsync(Token);
        }
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("serve")]
    public async Task The_second_signal_ends_a_process_though_the_database_stands_still(string verb)
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 20, Pool);
        var workshop = site.Workshop;
        await workshop.SubmitAsync(site.Orders, site.Pool);
        await using var blocking = await workshop.Database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await blocking.BeginTransactionAsync(Token);
        await using var command = new Npgsql.NpgsqlCommand(
            "lock table bulk.duplicates, bulk.workers, hangfire.job, hangfire.set, hangfire.jobqueue",
            blocking,
            transaction);
        await using var process = workshop.Start(verb == "serve" ? [verb, "--urls", "http://127.0.0.1:0"] : [verb]);
        await Until.TrueAsync("it splits", async () => await workshop.Database.ReadAsync<int>(Holder) != 0
            || await workshop.CountAsync("workers", "true") > 0);
        await command.ExecuteNonQueryAsync(Token);

        await process.TerminateAsync();
        await process.Errors.WaitForAsync("once more to stop at once");
        await process.TerminateAsync();

        (await process.EndAsync(TimeSpan.FromSeconds(5))).With(130);
    }

    [Fact]
    public async Task A_batch_whose_submission_died_before_it_asked_is_split()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 20, Pool);
        var workshop = site.Workshop;
        var batch = await workshop.SubmitAsync(site.Orders, site.Pool);
        await workshop.Database.ExecuteAsync("delete from hangfire.job");
        await workshop.Database.ExecuteAsync("delete from hangfire.jobqueue");

        await using var worker = workshop.Start("worker");

        await Until.TrueAsync("the batch has ended", () => workshop.HasEndedAsync(batch));
        await workshop.AssertExtractedAsync(site.Orders, batch);
    }
}
