using System.Globalization;
using BulkExtractor.BackgroundJobs;
using Hangfire;
using Hangfire.States;
using Hangfire.Storage;
using BackgroundJob = BulkExtractor.BackgroundJobs.BackgroundJob;

namespace BulkExtractor.Hangfire;

/// <summary>Jobs that run once, by the ids of this program: which of Hangfire's own jobs stands for each.</summary>
internal sealed class OnceJobs(JobStorage storage, IBackgroundJobClient client, TimeProvider clock)
{
    private const string All = "bulk:once";
    private const string HangfireId = "hangfire";
    private const string Work = "work";
    private const string Argument = "argument";
    private const string DueAt = "due";

    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TryAgainDelay = TimeSpan.FromSeconds(1);

    /// <summary>Asks for a run, instead of one of the same id that still waits.</summary>
    public void Ask(BackgroundJob job, DateTimeOffset? at)
    {
        using var connection = storage.GetConnection();
        using var turn = connection.AcquireDistributedLock(KeyOf(job.Id), LockTimeout);
        RemoveWaiting(connection, job.Id);
        var due = at ?? clock.GetUtcNow();
        IState state = at is { } instant ? new ScheduledState(instant.UtcDateTime) : new EnqueuedState();
        // First noted and then started: it may be done before the note is written.
        var id = client.Create(WorkRun.Of(job), new ScheduledState(clock.GetUtcNow().UtcDateTime.AddYears(1)));
        using (var change = connection.CreateWriteTransaction())
        {
            change.SetRangeInHash(KeyOf(job.Id), new Dictionary<string, string>
            {
                [HangfireId] = id,
                [Work] = job.Work,
                [Argument] = job.Argument,
                [DueAt] = due.ToString("O", CultureInfo.InvariantCulture),
            });
            change.AddToSet(All, job.Id);
            change.Commit();
        }

        client.ChangeState(id, state);
    }

    /// <summary>Forgets a job and cancels its run.</summary>
    public void Cancel(string id)
    {
        using var connection = storage.GetConnection();
        using var turn = connection.AcquireDistributedLock(KeyOf(id), LockTimeout);
        if (connection.GetAllEntriesFromHash(KeyOf(id)) is not { } noted) return;
        Remove(connection, id);
        client.Delete(noted[HangfireId]);
    }

    /// <summary>Forgets a job that is done, unless it was asked for again meanwhile.</summary>
    public void Forget(string id, string hangfireId)
    {
        using var connection = storage.GetConnection();
        using var turn = connection.AcquireDistributedLock(KeyOf(id), LockTimeout);
        if (connection.GetAllEntriesFromHash(KeyOf(id)) is { } noted && noted[HangfireId] == hangfireId)
            Remove(connection, id);
    }

    /// <summary>Lets a job try its turn again a little later.</summary>
    public void PutOff(string hangfireId) => client.ChangeState(hangfireId, new ScheduledState(TryAgainDelay));

    /// <summary>The jobs that wait or run.</summary>
    public IReadOnlyList<BackgroundJobState> List()
    {
        using var connection = storage.GetConnection();
        return
        [
            .. connection.GetAllItemsFromSet(All)
                .Select(id => (Id: id, Noted: connection.GetAllEntriesFromHash(KeyOf(id))))
                .Where(job => job.Noted is not null)
                .Select(job => new BackgroundJobState(
                    new BackgroundJob(job.Id, job.Noted[Work], job.Noted[Argument]),
                    null,
                    null,
                    DateTimeOffset.Parse(job.Noted[DueAt], CultureInfo.InvariantCulture))),
        ];
    }

    // One that runs already is left alone: the new one waits for its turn.
    private void RemoveWaiting(IStorageConnection connection, string id)
    {
        if (connection.GetAllEntriesFromHash(KeyOf(id)) is not { } noted) return;
        foreach (var state in new[] { ScheduledState.StateName, EnqueuedState.StateName })
            client.ChangeState(noted[HangfireId], new DeletedState(), state);
    }

    private static void Remove(IStorageConnection connection, string id)
    {
        using var change = connection.CreateWriteTransaction();
        change.RemoveHash(KeyOf(id));
        change.RemoveFromSet(All, id);
        change.Commit();
    }

    private static string KeyOf(string id) => $"bulk:once:{id}";
}
