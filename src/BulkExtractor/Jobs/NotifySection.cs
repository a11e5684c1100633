using BulkExtractor.Basics;

namespace BulkExtractor.Jobs;

/// <summary>The section <c>notify</c> of a job file.</summary>
internal static class NotifySection
{
    /// <summary>Whom to tell of what.</summary>
    public static IReadOnlyList<NotifyTarget> Read(YamlValue section)
    {
        var targets = section.Items().Select(Target).ToList();
        if (targets.Count > NotifyTarget.Most) throw section.Fault($"at most {NotifyTarget.Most} targets");
        return targets.DistinctBy(target => target.To).Count() == targets.Count
            ? targets
            : throw section.Fault("each target stands there once, with all of its events");
    }

    private static NotifyTarget Target(YamlValue item)
    {
        var target = item.Properties("to", "when", "secret");
        return NotifyTarget.Create(
            target.Required("to").Text(),
            [.. target.Required("when").Items().Select(happened => happened.Text())],
            target["secret"]?.Text(),
            (property, problem) => target[property]!.Fault(problem));
    }
}
