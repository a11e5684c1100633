using System.Text.Json.Nodes;
using BulkExtractor.Answers.Grounding;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Benchmarks.Grounding;

/// <summary>A document with values at known places: some to the letter, some in another form, some not there.</summary>
internal sealed class MarkedDocument(string text, JsonObject fields, IReadOnlyDictionary<string, Mark> marks)
{
    /// <summary>Any fields will do: a value's own type says what it is.</summary>
    public static readonly FieldSchema Schema = new() { Types = [FieldType.Object] };

    public string Text => text;

    public JsonObject Fields => fields;

    /// <summary>How many of its values stand in it.</summary>
    public int Count => marks.Count;

    /// <summary>How many were found where they were put, in the way they were written.</summary>
    public int CountRight(IReadOnlyList<GroundedValue> values) => values.Count(value =>
        marks.TryGetValue(value.Pointer, out var mark)
        && mark == new Mark(value.Place.Start, value.Place.Length, value.Place.CodePointStart, value.Place.Match));

    /// <summary>The yardstick: an ordinal search for every value as it is.</summary>
    public int SearchPlainly() =>
        fields.Count(field => text.Contains(field.Value!.ToString(), StringComparison.Ordinal));
}

/// <summary>Where a value was put.</summary>
internal sealed record Mark(int Start, int Length, int CodePointStart, MatchKind How);
