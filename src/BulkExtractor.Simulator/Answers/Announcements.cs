namespace BulkExtractor.Simulator.Answers;

/// <summary>Tells what a value is about by the words that stand beside it.</summary>
internal static class Announcements
{
    private const int FarthestLabel = 40;

    /// <summary>
    /// The concepts that the nearest label names: right before the value, else right after it, else earlier in the
    /// sentence, else on the line above. Another value in between has taken the label for itself.
    /// </summary>
    public static IReadOnlyList<string> Of(
        Page page, Span value, IEnumerable<Span> others, Func<string, bool> isRelevant)
    {
        var line = page.LineAt(value.Start);
        var from = others.Where(other => other.End <= value.Start).Select(other => other.End).Append(line.Start).Max();
        var before = page.Labels.LastOrDefault(hit =>
            hit.Start >= line.Start && hit.End > from && hit.End <= value.Start && hit.Keys.Any(isRelevant));
        var gap = before.Length > 0 ? page.Lower.AsSpan(before.End, value.Start - before.End) : default;
        if (before.Length > 0 && IsClean(gap)) return before.Keys;
        var after = page.Labels.FirstOrDefault(hit => hit.Start >= value.End && hit.Keys.Any(isRelevant));
        if (after.Length > 0 && IsTight(page.Lower, value.End, after)) return after.Keys;
        if (before.Length > 0 && IsSameSentence(gap)) return before.Keys;
        return value.Start == line.Trim(page.Folded).Start ? OfLineAbove(page, line, isRelevant) : [];
    }

    /// <summary>What follows a label, up to the end of the line.</summary>
    public static IEnumerable<Span> After(Page page, string concept) =>
        page.Labels.Where(hit => hit.Keys.Contains(concept))
            .OrderByDescending(hit => IsColon(page.Folded, hit.End))
            .Select(hit => new Span(SkipMarks(page.Folded, hit.End), page.LineAt(hit.End).End));

    public static bool IsColon(string text, int at) => text.AsSpan(at).TrimStart(' ').StartsWith(":");

    // A label that has a line for itself announces what begins the next one.
    private static IReadOnlyList<string> OfLineAbove(Page page, Span line, Func<string, bool> isRelevant)
    {
        if (line.Start == 0) return [];
        var above = page.LineAt(line.Start - 1).Trim(page.Folded);
        var label = page.Labels.LastOrDefault(hit => hit.Start == above.Start && hit.Keys.Any(isRelevant));
        return label.Length > 0 && !page.Lower[label.End..above.End].Any(char.IsLetterOrDigit) ? label.Keys : [];
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
        var gap = text[end..after.Start].Trim(' ');
        return after.Start - end <= 4 && gap is "" or "de" or "of" or "di" or "|" && !IsColon(text, after.End);
    }
}
