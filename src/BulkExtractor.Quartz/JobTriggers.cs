using Quartz;

namespace BulkExtractor.Quartz;

/// <summary>When background jobs run, and when they are tried again.</summary>
internal static class JobTriggers
{
    // 2 s, 6 s, 18 s … 10 min: an outage of an hour is outlived, a job that cannot succeed ends.
    private static readonly RetryPolicy Retries =
        RetryPolicy.Exponential(12, TimeSpan.FromSeconds(2), 3, TimeSpan.FromMinutes(10));

    public static TriggerKey KeyOf(string id) => new(id, StoredJob.Group);

    public static ITrigger Once(string id, DateTimeOffset? at)
    {
        var trigger = Of(id).WithSimpleSchedule(s => s.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow));
        return (at is { } instant ? trigger.StartAt(instant) : trigger.StartNow()).Build();
    }

    /// <summary>By a five-field Unix cron; times that were missed are made up for by one run.</summary>
    public static ITrigger OnCron(string id, string cron, TimeZoneInfo timeZone)
    {
        if (!CronExpression.TryParse(cron, CronFormat.Unix, out var expression)) throw new InputException(
            $"'{cron}' is no cron: write minute, hour, day of month, month and day of week, as in '0 2 * * *'.");
        var trigger = Of(id)
            .WithCronSchedule(expression, s => s
                .InTimeZone(timeZone)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        return trigger.GetFireTimeAfter(trigger.StartTimeUtc) is null
            ? throw new InputException($"'{cron}' names a day that never comes")
            : trigger;
    }

    private static TriggerBuilder<IJob> Of(string id) =>
        TriggerBuilder.Create().WithIdentity(KeyOf(id)).ForJob(StoredJob.KeyOf(id)).WithRetryPolicy(Retries);
}
