namespace BulkExtractor.Simulator.Answers;

/// <summary>Tells what a value is about by the words that stand beside it.</summary>
internal static class Announcements
{
    private const int FarthestLabel = 40;
    private const int FarthestAfter = 4;
    private const int FarthestLine = 200;

    /// <summary>
    /// The concepts that the nearest label names: right before the value, else right after it, else earlier in the
    /// sentence, else on the line above. Another value in between has taken the label for itself.
    /// </summary>
    /// <param name="previousEnd">Where the value before this one ends; 0 if it is the first.</param>
    public static IReadOnlyList<string> Find(
        SourceDocument page, Span value, int previousEnd, Func<string, bool> isRelevant)
    {
        var near = Math.Max(value.Start - FarthestLine, 0);
        var lineStart = near + page.Lower.AsSpan(near, value.Start - near).LastIndexOf('\n') + 1;
        var from = Math.Max(lineStart, previousEnd);
        var next = page.FirstLabelFrom(value.Start);
        var before = LastBefore(page, next, from, value.Start, isRelevant);
        var gap = before.Length > 0 ? page.Lower.AsSpan(before.End, value.Start - before.End) : default;
        if (before.Length > 0 && IsClean(gap)) return before.Keys;
        if (RightAfter(page, next, value.End, isRelevant) is { Length: > 0 } after) return after.Keys;
        if (before.Length > 0 && IsSameSentence(gap)) return before.Keys;
        var beginsLine = page.Lower.AsSpan(lineStart, value.Start - lineStart).IsWhiteSpace();
        return beginsLine ? OfLineAbove(page, lineStart, isRelevant) : [];
    }

    private static Hit RightAfter(SourceDocument page, int next, int end, Func<string, bool> isRelevant)
    {
        for (var at = next; at < page.Labels.Count && page.Labels[at].Start <= end + FarthestAfter; at++)
            if (page.Labels[at].Keys.Any(isRelevant) && IsTight(page.Lower, end, page.Labels[at]))
                return page.Labels[at];
        return default;
    }

    private static Hit LastBefore(SourceDocument page, int next, int from, int to, Func<string, bool> isRelevant)
    {
        for (var at = next - 1; at >= 0 && page.Labels[at].End > from; at--)
            if (page.Labels[at].End <= to && page.Labels[at].Start >= from && page.Labels[at].Keys.Any(isRelevant))
                return page.Labels[at];
        return default;
    }

    /// <summary>What follows a label, up to the end of the line.</summary>
    public static IEnumerable<Span> After(SourceDocument page, string concept) =>
        page.Labels.Where(hit => hit.Keys.Contains(concept))
            .OrderByDescending(hit => IsColon(page.Folded, hit.End))
            .Select(hit => new Span(SkipMarks(page.Folded, hit.End), page.LineAt(hit.End).End));

    public static bool IsColon(string text, int at) => text.AsSpan(at).TrimStart(' ').StartsWith(":");

    // A label that has a line for itself announces what begins the next one.
    private static IReadOnlyList<string> OfLineAbove(SourceDocument page, int lineStart, Func<string, bool> isRelevant)
    {
        if (lineStart == 0) return [];
        var above = page.LineAt(lineStart - 1).Trim(page.Folded);
        var at = page.FirstLabelFrom(above.Start);
        var label = at < page.Labels.Count ? page.Labels[at] : default;
        var announces = label.Length > 0 && label.Start == above.Start && label.Keys.Any(isRelevant);
        return announces && !page.Lower[label.End..above.End].Any(char.IsLetterOrDigit) ? label.Keys : [];
    }

    private static bool IsSameSentence(ReadOnlySpan<char> gap) =>
        gap.Length <= FarthestLabel
        && !gap.Contains(". ", StringComparison.Ordinal)
        && !gap.ContainsAny('!', '?', '。');

    private static int SkipMarks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or ':' or '=' or '-' or '–') at++;
        return at;
    }

    private static bool IsClean(ReadOnlySpan<char> gap)
    {
        foreach (var character in gap)
            if (!char.IsAsciiDigit(character) && !" :=-–.,()%|#は".Contains(character)) return false;
        return true;
    }

    private static bool IsTight(string text, int end, Hit after)
    {
        if (after.Start < end) return false;
        var gap = text[end..after.Start].Trim(' ');
        return gap is "" or "de" or "of" or "di" or "|" && !IsColon(text, after.End);
    }
}
