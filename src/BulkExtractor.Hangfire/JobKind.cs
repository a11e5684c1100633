using System.Globalization;
using BulkExtractor.Hangfire.Jobs;
using Hangfire.Common;

namespace BulkExtractor.Hangfire;

/// <summary>What a job is, read from the way in which Hangfire stores it.</summary>
/// <param name="Id">What machines call it.</param>
/// <param name="Name">What people call it.</param>
internal sealed record JobKind(string Id, string Name)
{
    /// <summary>Before the name of a job whose schedule it is.</summary>
    public const string OfSchedules = "nightly-";

    /// <summary>The id of what looks after everything.</summary>
    public const string Upkeep = "upkeep";

    /// <summary>The id of what works out what is in fields.</summary>
    public const string Facts = "facts";

    /// <summary>Whether it looks after others.</summary>
    public bool IsUpkeep { get; private init; }

    /// <summary>Whether it comes every minute anyhow.</summary>
    public bool ComesEveryMinute => Id is Upkeep or Facts;

    /// <summary>The job, if it is one of this program's; else as Hangfire calls it.</summary>
    public static JobKind Find(Job? job) => (job?.Type.Name, job?.Method.Name) switch
    {
        (nameof(SplitJob), _) => new($"split-{Number(job)}", $"split batch {Number(job)}"),
        (nameof(InboxJob), nameof(InboxJob.Take)) =>
            new($"inbox-{Number(job)}", $"take the inbox of run {Number(job)}"),
        (nameof(InboxJob), _) => new(OfSchedules + NameOf(job), $"start the nightly run of {NameOf(job)}"),
        (nameof(ExportJob), _) => new($"export-{Number(job)}", $"write export {Number(job)}"),
        (nameof(NotifyJob), _) => new($"notice-{Number(job)}", $"send notice {Number(job)}"),
        (nameof(UpkeepJob), nameof(UpkeepJob.LookAfterRuns)) => OfUpkeep($"{Upkeep}-runs", "look after open runs"),
        (nameof(UpkeepJob), _) => OfUpkeep(Upkeep, "look after schedules, exports and unsplit batches"),
        (nameof(FactsJob), _) => OfUpkeep(Facts, "work out what is in the fields of batches that ended"),
        (nameof(CleanupJob), _) => new("cleanup", "clear away what nobody needs any more"),
        (nameof(EndOfDayRetryJob), _) => new("end-of-day-retry", "open failed documents again for the rest of the day"),
        _ => new(job?.ToString() ?? "unknown", job?.ToString() ?? "a job of an older program"),
    };

    private static JobKind OfUpkeep(string id, string name) => new(id, name) { IsUpkeep = true };

    private static string Number(Job? job) => Convert.ToString(job!.Args[0], CultureInfo.InvariantCulture)!;

    private static string NameOf(Job? job) => Path.GetFileName((string)job!.Args[0]);
}
