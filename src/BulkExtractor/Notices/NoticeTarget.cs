using BulkExtractor.Jobs;

namespace BulkExtractor.Notices;

/// <summary>Whom to tell of what, and whether it may be a machine inside the network.</summary>
public sealed record NoticeTarget(NotifyTarget Target, bool AllowsInternal);

/// <summary>What <c>appsettings.json</c> says about notices.</summary>
/// <param name="Targets">Those that hear of all jobs.</param>
/// <param name="AllowsInternal">Whether all targets, also those of job files, may be inside the network.</param>
public sealed record NoticeSettings(IReadOnlyList<NoticeTarget> Targets, bool AllowsInternal)
{
    /// <summary>Nobody hears of all jobs, and nothing goes inside.</summary>
    public static NoticeSettings None { get; } = new([], false);

    /// <summary>Nobody hears of anything, whatever jobs say: what happens is a trial.</summary>
    public static NoticeSettings Silent { get; } = new([], false) { IsSilent = true };

    private bool IsSilent { get; init; }

    /// <summary>The targets that want to hear of an event: those of a job, and those of all.</summary>
    /// <param name="of">The targets of the job.</param>
    public IReadOnlyList<NoticeTarget> Choose(string happened, IReadOnlyList<NotifyTarget> of) =>
        IsSilent ? [] : [.. All(of).Where(target => target.Target.When.Contains(happened))];

    /// <summary>The targets of a job, and those of all; each once.</summary>
    public IReadOnlyList<NoticeTarget> All(IReadOnlyList<NotifyTarget> of) =>
    [
        .. of.Select(target => new NoticeTarget(target, AllowsInternal))
            .Concat(Targets.Select(target => target with { AllowsInternal = target.AllowsInternal || AllowsInternal }))
            .GroupBy(target => target.Target.To)
            .Select(Join),
    ];

    // One that stands in both hears of what either says, by the secret of the job.
    private static NoticeTarget Join(IEnumerable<NoticeTarget> same) => same.Aggregate((one, other) => one with
    {
        Target = one.Target with
        {
            When = [.. one.Target.When.Union(other.Target.When)],
            Secret = one.Target.Secret ?? other.Target.Secret,
        },
        AllowsInternal = one.AllowsInternal || other.AllowsInternal,
    });
}
