using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers.Grounding;

/// <summary>Where numbers stand in a document, whatever notation they are in; their signs are left aside.</summary>
internal sealed class NumberPlaces
{
    private const int LongestNumber = 40;

    private static readonly FieldSchema AnyNumber = new() { Types = [FieldType.Number] };
    private static readonly FieldSchema WholeNumber = new() { Types = [FieldType.Integer] };

    // What follows a number and multiplies it, by the power of ten; percent is a hundredth.
    private static readonly (string Word, int Power)[] Scales =
    [
        ("%", -2), ("％", -2), ("万", 4), ("萬", 4), ("만", 4), ("億", 8), ("亿", 8), ("억", 8), ("千", 3), ("천", 3),
        ("百万", 6), ("k", 3), ("tsd", 3), ("tys", 3), ("mil", 3), ("million", 6), ("mio", 6), ("mln", 6),
        ("milion", 6), ("billion", 9), ("milliard", 9), ("mrd", 9), ("bn", 9),
    ];

    private readonly string _document;
    private readonly Dictionary<(string Digits, long Point), List<(int Start, int End)>> _places = [];

    private NumberPlaces(string document) => _document = document;

    /// <summary>Reads a document.</summary>
    public static NumberPlaces Index(string document)
    {
        var places = new NumberPlaces(document);
        for (var at = 0; at < document.Length;)
        {
            if (!char.IsDigit(document[at])) at++;
            else at = places.AddRun(at);
        }

        return places;
    }

    /// <summary>The occurrences of a number as JSON writes it.</summary>
    public IReadOnlyList<TextMatch> Find(string json)
    {
        if (ExactNumber.Parse(json) is not { } number) return [];
        return [.. _places.GetValueOrDefault((number.Digits, number.Point), [])
            .Select(place => new TextMatch(place.Start, place.End, HowOf(place, json)))];
    }

    private MatchKind HowOf((int Start, int End) place, string json) =>
        _document.AsSpan(place.Start, place.End - place.Start).Equals(json, StringComparison.Ordinal)
            ? MatchKind.Exact
            : MatchKind.Normalised;

    /// <summary>Adds the figures from a place on, with what stands between them; where they end.</summary>
    private int AddRun(int start)
    {
        var (end, blank) = (EndOfRun(start), start);
        var parts = new List<(int Start, int End)>();
        for (var at = start; at <= end; at++)
        {
            if (at < end && !char.IsWhiteSpace(_document[at])) continue;
            parts.Add((blank, at));
            blank = at + 1;
        }

        if (parts.Count > 1) AddReadings(start, end);
        foreach (var part in parts)
        {
            if (!AddReadings(part.Start, part.End)) AddFigures(part.Start, part.End);
        }

        return end;
    }

    private int EndOfRun(int start)
    {
        var end = start;
        while (end < _document.Length && (char.IsDigit(_document[end]) || Joins(end))) end++;
        return end;
    }

    private bool Joins(int at) =>
        at + 1 < _document.Length && char.IsDigit(_document[at + 1]) && char.IsDigit(_document[at - 1])
        && _document[at] is '.' or ',' or '\'' or '’' or '\u066B' or '\u066C' or '\uFF0C' or '\uFF0E' or ' '
            or '\u00A0' or '\u2009' or '\u202F';

    private bool AddReadings(int start, int end)
    {
        if (end - start > LongestNumber) return false;
        var text = _document[start..end];
        if (text.All(char.IsAsciiDigit)) return Add(text, start, end);

        var reading = NumberText.Read(text, AnyNumber, out var ambiguous);
        if (reading is null) return false;
        if (ambiguous && NumberText.Read(text, WholeNumber, out _) is { } other) Add(other, start, end);
        return Add(reading, start, end);
    }

    // A date, a version, a range: its parts are numbers of their own.
    private void AddFigures(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            var from = at;
            while (at < end && char.IsDigit(_document[at])) at++;
            if (at > from) AddReadings(from, at);
        }
    }

    private bool Add(string json, int start, int end)
    {
        if (ExactNumber.Parse(json) is not { } number) return false;
        Add(number.Digits, number.Point, start, end);
        if (number.Digits.Length > 0 && ScaleAt(end) is { } scale)
            Add(number.Digits, number.Point + scale.Power, start, scale.End);
        return true;
    }

    private void Add(string digits, long point, int start, int end)
    {
        if (!_places.TryGetValue((digits, point), out var places)) _places[(digits, point)] = places = [];
        if (!places.Contains((start, end))) places.Add((start, end));
    }

    private (int Power, int End)? ScaleAt(int end)
    {
        var at = end < _document.Length && _document[end] is ' ' or '\u00A0' ? end + 1 : end;
        if (at >= _document.Length || char.IsAsciiDigit(_document[at])) return null;
        foreach (var (word, power) in Scales)
        {
            if (!_document.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            if (IsWholeScale(word, at + word.Length)) return (power, at + word.Length);
        }

        return null;
    }

    // A long word may have an ending; a short one with more letters is another word.
    private bool IsWholeScale(string word, int end) =>
        word.Length > 3 || !char.IsAsciiLetter(word[0])
        || end >= _document.Length || !char.IsLetter(_document[end]);
}
