namespace BulkExtractor.Schedules;

/// <summary>One run of a job's schedule: takes what lies in the inbox, a batch each.</summary>
/// <param name="Folder">The folder of the job.</param>
/// <param name="State">waiting (for an earlier run), taking, extracting or finished.</param>
public sealed record ScheduleRun(
    long RunId, string Job, string Folder, string State, DateTimeOffset AskedAt, DateTimeOffset? EndedAt)
{
    /// <summary>Whether it takes files out of its inbox now.</summary>
    public bool IsTaking => State == "taking";
}
