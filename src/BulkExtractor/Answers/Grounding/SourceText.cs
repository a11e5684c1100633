using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers.Grounding;

/// <summary>A document in which values are looked for; what a search needs is made when it is first needed.</summary>
internal sealed class SourceText(string document)
{
    private static readonly FieldSchema AnyNumber = new() { Types = [FieldType.Number] };

    private readonly Lazy<TextPlaces> _texts = new(() => new TextPlaces(document));
    private readonly Lazy<NumberPlaces> _numbers = new(() => NumberPlaces.Index(document));
    private readonly Lazy<DatePlaces> _dates = new(() => DatePlaces.Index(document));
    private readonly Lazy<CodePoints> _codePoints = new(() => new CodePoints(document));

    /// <summary>The occurrences of a value in whatever notation, all found in the same way.</summary>
    public IReadOnlyList<TextMatch> Find(FieldSchema schema, JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => _numbers.Value.Find(value.ToJsonString()),
        JsonValueKind.String => Find(schema, value.GetValue<string>()),
        _ => [],
    };

    /// <summary>The occurrences of a text.</summary>
    public IReadOnlyList<TextMatch> FindText(string text) => _texts.Value.Find(text);

    /// <summary>Where something very much like a text stands.</summary>
    public TextMatch? FindAlike(string text)
    {
        var pattern = FoldedText.Fold(text).Plain().Text;
        var plain = _texts.Value.Plain;
        if (FuzzyPlaces.Find(plain.Text, pattern) is not { } place) return null;

        var (start, end) = plain.Original(place.Start, place.Length);
        return WordBoundaries.AreWhole(document, start, end) ? new TextMatch(start, end, MatchKind.Fuzzy) : null;
    }

    /// <summary>The place of an occurrence, counted both ways.</summary>
    public SourceSpan PlaceOf(TextMatch found)
    {
        var codePoint = _codePoints.Value.Before(found.Start);
        return new SourceSpan(found.Start, found.End - found.Start, found.Match)
        {
            CodePointStart = codePoint,
            CodePointLength = _codePoints.Value.Before(found.End) - codePoint,
        };
    }

    private IReadOnlyList<TextMatch> Find(FieldSchema schema, string text)
    {
        var found = FindText(text);
        if (schema.Enum.Count > 0 || found is [{ Match: not MatchKind.Fuzzy }, ..]) return found;
        return FindReading(text) is { Count: > 0 } reading ? reading : found;
    }

    private IReadOnlyList<TextMatch> FindReading(string text)
    {
        if (DateOf(text) is { } date) return FindDate(date, text);
        if (IsCode(text)) return CurrencyPlaces.Find(text, _texts.Value);

        return NumberText.Read(text, AnyNumber, out _) is { } number ? _numbers.Value.Find(number) : [];
    }

    // A day that stands there says nothing about an hour that does not.
    private IReadOnlyList<TextMatch> FindDate(DateOnly date, string text)
    {
        var days = _dates.Value.Find(date);
        if (text.Length < 16 || text.AsSpan(11, 5) is "00:00") return days;

        return FindText(text[11..16]).Count > 0 || FindText(text[11..16].Replace(':', '.')).Count > 0
            ? days
            : [.. days.Select(day => day with { Match = MatchKind.Fuzzy })];
    }

    /// <summary>The day that a value in ISO 8601 names, with an hour or without; null where it is none.</summary>
    internal static DateOnly? DateOf(string text) =>
        text.Length >= 10 && (text.Length == 10 || text[10] is 'T' or 't' or ' ')
        && DateOnly.TryParseExact(
            text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static bool IsCode(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);
}
