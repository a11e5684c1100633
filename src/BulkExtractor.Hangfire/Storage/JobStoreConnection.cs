using BulkExtractor.BackgroundJobs;
using Hangfire.PostgreSql;
using Hangfire.Storage;

namespace BulkExtractor.Hangfire.Storage;

/// <summary>A connection to the store whose locks are a session's: those it holds, it may take once more.</summary>
internal sealed class JobStoreConnection(JobStore store, IJobDatabase database) : PostgreSqlConnection(store)
{
    private ILockSession? _session;
    private int _held;

    /// <inheritdoc/>
    public override IDisposable AcquireDistributedLock(string resource, TimeSpan timeout)
    {
        var session = _session ??= database.OpenLocks();
        var taken = false;
        try
        {
            taken = session.TryTake(NameOf(resource), timeout);
        }
        finally
        {
            if (!taken) EndWhenNothingIsHeld();
        }

        if (!taken) throw new DistributedLockTimeoutException(resource);
        _held++;
        return new Held(this, resource);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _session?.Dispose();
        _session = null;
    }

    private void Release(string resource)
    {
        _held--;
        _session?.Release(NameOf(resource));
        EndWhenNothingIsHeld();
    }

    private void EndWhenNothingIsHeld()
    {
        if (_held > 0) return;
        _session?.Dispose();
        _session = null;
    }

    private static string NameOf(string resource) => $"hangfire {resource}";

    private sealed class Held(JobStoreConnection connection, string resource) : IDisposable
    {
        private bool _released;

        public void Dispose()
        {
            if (_released) return;
            _released = true;
            connection.Release(resource);
        }
    }
}
