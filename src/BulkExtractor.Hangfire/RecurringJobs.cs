using BulkExtractor.BackgroundJobs;
using Hangfire;
using Hangfire.Storage;
using BackgroundJob = BulkExtractor.BackgroundJobs.BackgroundJob;

namespace BulkExtractor.Hangfire;

/// <summary>Jobs that recur, by the ids of this program: one or two of Hangfire's own stand for each.</summary>
internal sealed class RecurringJobs(JobStorage storage)
{
    private const string Rest = ":weekdays";

    private readonly RecurringJobManager _manager = new(storage);

    /// <summary>Lets a job recur, instead of one of the same id.</summary>
    /// <param name="written">The cron as it was written.</param>
    /// <param name="crons">What stands for it: one, or two.</param>
    public void Set(BackgroundJob job, string written, IReadOnlyList<string> crons, TimeZoneInfo timeZone)
    {
        var options = new RecurringJobOptions { TimeZone = timeZone, MisfireHandling = MisfireHandlingMode.Relaxed };
        _manager.AddOrUpdate(job.Id, WorkRun.Of(job, written), crons[0], options);
        if (crons.Count == 1) _manager.RemoveIfExists(job.Id + Rest);
        else _manager.AddOrUpdate(job.Id + Rest, WorkRun.Of(job, written), crons[1], options);
        if (List([job.Id, job.Id + Rest]).All(state => state.NextAt is not null)) return;
        Remove(job.Id);
        throw new InputException($"'{written}' names a day that never comes");
    }

    /// <summary>Forgets a job.</summary>
    public void Remove(string id)
    {
        _manager.RemoveIfExists(id);
        _manager.RemoveIfExists(id + Rest);
    }

    /// <summary>The jobs that recur.</summary>
    public IEnumerable<BackgroundJobState> List()
    {
        using var connection = storage.GetConnection();
        return StatesOf(connection.GetRecurringJobs());
    }

    private IEnumerable<BackgroundJobState> List(IEnumerable<string> ids)
    {
        using var connection = storage.GetConnection();
        return StatesOf(connection.GetRecurringJobs(ids));
    }

    private static IReadOnlyList<BackgroundJobState> StatesOf(IEnumerable<RecurringJobDto> recurring) =>
    [
        .. recurring.Where(dto => dto.Job is not null).GroupBy(dto => WorkRun.Read(dto.Job)).Select(group =>
            new BackgroundJobState(
                group.Key,
                WorkRun.ReadCron(group.First().Job),
                InUtc(group.Max(dto => dto.LastExecution)),
                InUtc(group.Min(dto => dto.NextExecution)))
            {
                TimeZone = group.First().TimeZoneId,
            }),
    ];

    private static DateTimeOffset? InUtc(DateTime? at) =>
        at is { } instant ? new DateTimeOffset(instant, TimeSpan.Zero) : null;
}
