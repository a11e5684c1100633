using BulkExtractor.Hangfire.Storage;
using Hangfire.Storage;
using Npgsql;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

/// <summary>When a connection of Hangfire's has a session for its locks: nothing of it needs a database.</summary>
public sealed class LockSessionTests : IDisposable
{
    private readonly KnownLocks _locks = new();
    private readonly NpgsqlDataSource _nowhere = NpgsqlDataSource.Create("Host=nowhere");
    private readonly IStorageConnection _connection;

    public LockSessionTests() => _connection = new JobStore(_nowhere, _locks).GetConnection();

    public void Dispose()
    {
        _connection.Dispose();
        _nowhere.Dispose();
    }

    [Fact]
    public void It_lasts_from_the_first_lock_to_the_last()
    {
        Assert.Equal(0, _locks.Sessions);
        var one = _connection.AcquireDistributedLock("one", TimeSpan.Zero);
        var other = _connection.AcquireDistributedLock("other", TimeSpan.Zero);
        Assert.Equal(1, _locks.Sessions);

        one.Dispose();
        one.Dispose();
        Assert.Equal(1, _locks.Sessions);
        other.Dispose();

        Assert.Equal(0, _locks.Sessions);
    }

    [Fact]
    public void It_ends_when_the_only_lock_could_not_be_had()
    {
        _locks.Refuses = true;

        Assert.Throws<DistributedLockTimeoutException>(
            () => _connection.AcquireDistributedLock("one", TimeSpan.Zero));

        Assert.Equal(0, _locks.Sessions);
    }

    [Fact]
    public void It_ends_with_the_connection()
    {
        _connection.AcquireDistributedLock("one", TimeSpan.Zero);

        _connection.Dispose();

        Assert.Equal(0, _locks.Sessions);
    }
}
