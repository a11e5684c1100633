using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Postgres;
using BulkExtractor.Schedules;

namespace BulkExtractor.Cli.Work;

/// <summary>Makes this program's engine the one that runs a database's background jobs.</summary>
internal sealed class EngineChange(PostgresEngine notes, IBackgroundJobs jobs)
{
    /// <summary>Fails with one line while workers with another engine are there: both would run all.</summary>
    public static async Task CheckAsync(PostgresEngine notes, CancellationToken cancellationToken)
    {
        if (await notes.FindOtherAsync(BackgroundJobsEngine.Name, cancellationToken) is { } other)
        {
            throw new InputException(
                $"this program runs background jobs with {BackgroundJobsEngine.Name}, but workers of this database do "
                + $"so with {other}: stop them, or run this one with BackgroundJobs={other} too "
                + "(a worker that was killed counts for a minute)");
        }
    }

    /// <summary>Forgets what is out of date in its tables, and asks for what only another was asked for.</summary>
    /// <remarks>Noted last: a process that dies here leaves it to the next one.</remarks>
    public async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        if (await notes.ReadAsync(cancellationToken) is { } before && before != BackgroundJobsEngine.Name)
        {
            foreach (var state in await jobs.ListAsync(cancellationToken))
                await jobs.CancelAsync(state.Job.Id, cancellationToken);
            await notes.ForgetExportsAsync(cancellationToken);
        }

        await AskMissingAsync(cancellationToken);
        await notes.NoteAsync(BackgroundJobsEngine.Name, cancellationToken);
    }

    // Also without a change: who stored a batch may have died before asking.
    private async Task AskMissingAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<BackgroundJob> wanted =
        [
            .. (await notes.ListUnsplitAsync(cancellationToken)).Select(SplitWork.For),
            .. (await notes.ListTakingAsync(cancellationToken)).Select(InboxWork.For),
        ];
        if (wanted.Count == 0) return;
        var asked = (await jobs.ListAsync(cancellationToken)).Select(state => state.Job.Id).ToHashSet();
        foreach (var job in wanted.Where(job => !asked.Contains(job.Id)))
            await jobs.RunOnceAsync(job, null, cancellationToken);
    }
}
