using BulkExtractor.BackgroundJobs;
using BulkExtractor.Schedules;
using Hangfire;
using Hangfire.Storage;
using BackgroundJob = BulkExtractor.BackgroundJobs.BackgroundJob;

namespace BulkExtractor.Hangfire;

/// <summary>Jobs that recur, by the ids of this program: Hangfire's own stand for them.</summary>
internal sealed class RecurringJobs(JobStorage storage)
{
    private readonly RecurringJobManager _manager = new(storage);

    /// <summary>Lets a job recur, instead of one of the same id.</summary>
    public void Set(BackgroundJob job, string cron, TimeZoneInfo timeZone)
    {
        if (Cron.Allowed(cron) is { } allowed) throw new InputException($"'{cron}' is no cron: write {allowed}");
        var options = new RecurringJobOptions { TimeZone = timeZone, MisfireHandling = MisfireHandlingMode.Relaxed };
        _manager.AddOrUpdate(job.Id, WorkRun.Of(job, cron), cron, options);
    }

    /// <summary>Forgets a job.</summary>
    public void Remove(string id) => _manager.RemoveIfExists(id);

    /// <summary>The jobs that recur.</summary>
    public IEnumerable<BackgroundJobState> List()
    {
        using var connection = storage.GetConnection();
        return StatesOf(connection.GetRecurringJobs());
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
