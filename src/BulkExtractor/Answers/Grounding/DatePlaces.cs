using System.Buffers;
using System.Globalization;
using BulkExtractor.Batches;

namespace BulkExtractor.Answers.Grounding;

/// <summary>Where dates stand in a document, whatever notation they are in.</summary>
internal sealed class DatePlaces
{
    private const int LongestGap = 3;
    private const int LongestNamedGap = 24;
    private const int LongestOrdinal = 6;

    private static readonly SearchValues<char> Joints = SearchValues.Create("./-– 年月日년월일\u200E\u200F");

    private readonly string _document;
    private readonly List<DateFigure> _figures;

    private DatePlaces(string document) => (_document, _figures) = (document, [.. DateFigure.All(document)]);

    /// <summary>Reads a document.</summary>
    public static DatePlaces Index(string document) => new(document);

    /// <summary>The occurrences of a day; those without their year only where no whole date stands.</summary>
    public IReadOnlyList<TextMatch> Find(DateOnly date)
    {
        List<TextMatch> whole = [.. _figures.Index().SelectMany(figure => Whole(figure.Index, date))];
        return whole.Count > 0 ? whole : [.. _figures.SelectMany(figure => WithoutYear(figure, date))];
    }

    private IEnumerable<TextMatch> Whole(int index, DateOnly date)
    {
        var first = _figures[index];
        if (first.Digits == 8 && first.Value == (date.Year * 10_000) + (date.Month * 100) + date.Day)
            yield return new TextMatch(first.Start, first.End, MatchKind.Normalised);
        if (index + 1 >= _figures.Count) yield break;

        var second = _figures[index + 1];
        if (Named(first, second, date) is { } named) yield return named;
        if (index + 2 >= _figures.Count) yield break;

        var third = _figures[index + 2];
        if (AreOneDate(first, second) && AreOneDate(second, third) && InSomeOrder(first, second, third, date))
            yield return new TextMatch(first.Start, EndOf(third), HowOf(first.Start, third.End, date));
    }

    // 3 March 2026, 2026. március 3., March 3, 2026
    private TextMatch? Named(DateFigure first, DateFigure second, DateOnly date)
    {
        var between = _document[first.End..second.Start];
        if (between.Length > LongestNamedGap) return null;
        var yearLast = first.Is(date.Day) && second.IsYear(date.Year);
        if (!yearLast && !(first.IsYear(date.Year) && second.Is(date.Day))) return null;
        if (Words(between).Any(word => DateText.MonthOf(word) == date.Month))
            return new TextMatch(first.Start, EndOf(second), MatchKind.Normalised);

        return yearLast && between.Length <= LongestOrdinal && !Words(between).Any()
            && WordBefore(first.Start) is { } name
            && DateText.MonthOf(name.Word) == date.Month
                ? new TextMatch(name.Start, second.End, MatchKind.Normalised)
                : null;
    }

    private IEnumerable<TextMatch> WithoutYear(DateFigure day, DateOnly date)
    {
        if (!day.Is(date.Day)) yield break;
        if (WordAfter(day.End) is { } after && DateText.MonthOf(after.Word) == date.Month)
            yield return new TextMatch(day.Start, after.Start + after.Word.Length, MatchKind.Fuzzy);
        else if (WordBefore(day.Start) is { } before && DateText.MonthOf(before.Word) == date.Month)
            yield return new TextMatch(before.Start, day.End, MatchKind.Fuzzy);
    }

    private static bool InSomeOrder(DateFigure first, DateFigure second, DateFigure third, DateOnly date) =>
        (first.IsYear(date.Year) && second.Is(date.Month) && third.Is(date.Day))
        || (third.IsYear(date.Year)
            && ((first.Is(date.Day) && second.Is(date.Month)) || (first.Is(date.Month) && second.Is(date.Day))));

    private bool AreOneDate(DateFigure left, DateFigure right)
    {
        var gap = _document.AsSpan(left.End, right.Start - left.End);
        return gap.Length is > 0 and <= LongestGap && gap.IndexOfAnyExcept(Joints) < 0;
    }

    private MatchKind HowOf(int start, int end, DateOnly date) =>
        _document.AsSpan(start, end - start).Equals($"{date:yyyy-MM-dd}", StringComparison.Ordinal)
            ? MatchKind.Exact
            : MatchKind.Normalised;

    private int EndOf(DateFigure last) =>
        last.End < _document.Length && _document[last.End] is '日' or '일' ? last.End + 1 : last.End;

    private (int Start, string Word)? WordBefore(int at)
    {
        var end = at;
        while (end > 0 && at - end < LongestGap && !char.IsLetter(_document[end - 1])) end--;
        var start = end;
        while (start > 0 && char.IsLetter(_document[start - 1])) start--;
        return start == end ? null : (start, _document[start..end]);
    }

    private (int Start, string Word)? WordAfter(int at)
    {
        var rest = _document[at..Math.Min(_document.Length, at + LongestNamedGap)];
        var name = Words(rest).FirstOrDefault(word => DateText.MonthOf(word) is not null);
        return name is null ? null : (at + rest.IndexOf(name, StringComparison.Ordinal), name);
    }

    private static IEnumerable<string> Words(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && (char.IsLetter(text[at]) || IsMark(text[at]))) at++;
            if (at - start > 2) yield return text[start..at];
        }
    }

    private static bool IsMark(char sign) =>
        CharUnicodeInfo.GetUnicodeCategory(sign) == UnicodeCategory.NonSpacingMark;
}
