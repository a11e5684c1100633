using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using Hangfire.Storage;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

public sealed class HangfireLockTests(TestCluster cluster) : EngineTest(cluster)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("recurring-job:upkeep")]
    [InlineData("recurring-jobs:lock")]
    [InlineData("locks:schedulepoller")]
    [InlineData("locks:expirationmanager")]
    [InlineData("job:1:state-lock")]
    public async Task A_row_that_a_dead_process_left_holds_up_nobody(string resource)
    {
        var engine = await OpenAsync();
        await Database.ExecuteAsync(
            "insert into hangfire.lock (resource, acquired) "
            + $"values ('hangfire:{resource}', now() at time zone 'utc')");
        using var connection = engine.Store.GetConnection();

        connection.AcquireDistributedLock(resource, TimeSpan.Zero).Dispose();
    }

    [Fact]
    public async Task What_one_holds_another_gets_when_it_is_given_back_and_not_before()
    {
        var (one, other) = await ConnectionsAsync();
        var held = one.AcquireDistributedLock("a", TimeSpan.Zero);
        Assert.Throws<DistributedLockTimeoutException>(() => other.AcquireDistributedLock("a", TimeSpan.Zero));
        Assert.Throws<DistributedLockTimeoutException>(() => other.AcquireDistributedLock("a", Soon));
        var waiting = Task.Run(() => other.AcquireDistributedLock("a", Late), Token);

        held.Dispose();

        (await waiting).Dispose();
        one.AcquireDistributedLock("a", TimeSpan.Zero).Dispose();
    }

    [Fact]
    public async Task Who_holds_one_may_take_it_again_and_gives_it_back_as_often()
    {
        var (one, other) = await ConnectionsAsync();
        var outer = one.AcquireDistributedLock("a", TimeSpan.Zero);
        one.AcquireDistributedLock("a", TimeSpan.Zero).Dispose();
        Assert.Throws<DistributedLockTimeoutException>(() => other.AcquireDistributedLock("a", TimeSpan.Zero));

        outer.Dispose();

        other.AcquireDistributedLock("a", TimeSpan.Zero).Dispose();
    }

    [Fact]
    public async Task A_session_leaves_neither_lock_nor_patience_to_who_has_its_connection_next()
    {
        await using var source = Postgres.Database.CreateOwnSource($"{Database.ConnectionString};Maximum Pool Size=1");
        var others = new PostgresJobDatabase(Retrying, Database.DataSource, TimeProvider.System);
        using (var session = new PostgresJobDatabase(Retrying, source, TimeProvider.System).OpenLocks())
            Assert.True(session.TryTake("a", TimeSpan.Zero) && session.TryTake("b", Late));

        await using var next = source.CreateCommand("show lock_timeout");
        Assert.Equal("0", await next.ExecuteScalarAsync(Token));
        using var other = others.OpenLocks();
        Assert.True(other.TryTake("a", TimeSpan.Zero) && other.TryTake("b", TimeSpan.Zero));
    }

    [Fact]
    public async Task It_ends_with_the_session_of_whoever_held_it()
    {
        var (one, other) = await ConnectionsAsync();
        using var held = one.AcquireDistributedLock("a", TimeSpan.Zero);

        await Database.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_locks join pg_database d on d.oid = database "
            + "where locktype = 'advisory' and datname = current_database() and pid <> pg_backend_pid()");

        other.AcquireDistributedLock("a", Late).Dispose();
    }

    private async Task<(IStorageConnection One, IStorageConnection Other)> ConnectionsAsync() =>
        ((await OpenAsync()).Store.GetConnection(), (await OpenAsync()).Store.GetConnection());
}
