using BulkExtractor.BackgroundJobs;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

/// <summary>Locks that nobody else wants; counts the sessions that hold some.</summary>
internal sealed class KnownLocks : IJobDatabase
{
    public int Sessions { get; private set; }

    public bool Refuses { get; set; }

    public ILockSession OpenLocks()
    {
        Sessions++;
        return new Session(this);
    }

    public Task<T> RetryAsync<T>(Func<T> work, CancellationToken cancellationToken) => Task.FromResult(work());

    public bool Passes(Exception problem) => false;

    public void TellOfJob()
    {
    }

    public Task HearOfJobsAsync(Action told, CancellationToken cancellationToken) => Task.CompletedTask;

    public OpenWork CountOpen() => new(0, 0);

    private sealed class Session(KnownLocks locks) : ILockSession
    {
        public bool TryTake(string name, TimeSpan patience) => !locks.Refuses;

        public void Release(string name)
        {
        }

        public void Dispose() => locks.Sessions--;
    }
}
