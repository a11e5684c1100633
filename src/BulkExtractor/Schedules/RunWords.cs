namespace BulkExtractor.Schedules;

/// <summary>What a run did with its inbox, in words: <c>2 taken, 1 rejected: a.csv is empty</c>.</summary>
public static class RunWords
{
    private const int MostReasons = 3;

    public static string Of(IReadOnlyList<InboxFile> files)
    {
        var reasons = files.Select(file => file.Reason).OfType<string>().ToList();
        var taken = $"{files.Count - reasons.Count} taken";
        if (reasons.Count == 0) return taken;
        var more = reasons.Count > MostReasons ? $"; and {reasons.Count - MostReasons} more" : "";
        return $"{taken}, {reasons.Count} rejected: {string.Join("; ", reasons.Take(MostReasons))}{more}";
    }
}
