using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers.Grounding;

/// <summary>Looks for every single value of an answer in its document.</summary>
internal sealed class Grounder(SourceText source, JsonObject? quotes)
{
    private static readonly FieldSchema Anything = new();

    private readonly List<GroundedValue> _values = [];

    /// <summary>The values of an answer that say something, each with its place.</summary>
    public static IReadOnlyList<GroundedValue> Ground(
        FieldSchema schema, JsonObject fields, JsonObject? quotes, SourceText source)
    {
        var grounder = new Grounder(source, quotes);
        foreach (var (name, value) in fields)
        {
            // The fields of a document may stand anywhere; those of a line stand together.
            var near = new Nearby();
            grounder.Walk(SchemaOf(schema, name), value, JsonPointers.Join("", name), near, isInList: false);
        }

        return grounder._values;
    }

    private void Walk(FieldSchema schema, JsonNode? node, string pointer, Nearby near, bool isInList)
    {
        switch (node)
        {
            case JsonObject fields:
                // Words find their line more surely than figures do.
                foreach (var (name, value) in fields.OrderBy(field => IsFigure(field.Value)))
                    Walk(SchemaOf(schema, name), value, JsonPointers.Join(pointer, name), near, isInList);
                break;
            case JsonArray items:
                foreach (var (i, item) in items.Index())
                {
                    near.InOrder = true;
                    Walk(schema.ItemAt(i) ?? Anything, item, $"{pointer}/{i}", near, isInList: true);
                }

                break;
            case JsonValue value when !IsEmpty(value):
                _values.Add(Ground(schema, value, pointer, near, isInList));
                break;
        }
    }

    private GroundedValue Ground(FieldSchema schema, JsonValue value, string pointer, Nearby near, bool isInList)
    {
        var quote = quotes?[pointer] is JsonValue said && said.TryGetValue(out string? words) && words.Trim().Length > 0
            ? words
            : null;
        var grounded = new GroundedValue(pointer, schema, value, new SourceSpan(0, 0, MatchKind.None))
        {
            Quote = quote,
            WantsQuote = !isInList,
        };
        var place = (grounded.IsChosen ? PlaceOfQuote(quote) : null)
            ?? PlaceOf(grounded, near)
            ?? (grounded.IsChosen ? null : AsHint(PlaceOfQuote(quote)))
            ?? grounded.Place;
        grounded = grounded with { Place = place };
        return grounded with { Place = place with { Confidence = grounded.Confidence } };
    }

    private SourceSpan? PlaceOf(GroundedValue value, Nearby near)
    {
        if (source.Find(value.Schema, value.Value) is { Count: > 0 } all)
            return source.PlaceOf(near.Choose(all));

        return !value.IsChosen && value.Value.GetValueKind() == JsonValueKind.String
            && source.FindAlike(value.Value.GetValue<string>()) is { } alike
                ? source.PlaceOf(alike)
                : null;
    }

    private SourceSpan? PlaceOfQuote(string? quote)
    {
        if (quote is null) return null;
        TextMatch? found = source.FindText(quote) is { Count: > 0 } all ? all[0] : source.FindAlike(quote);
        return found is { } place ? source.PlaceOf(place) with { FromQuote = true } : null;
    }

    // A value that should stand there itself is not proven by other words.
    private static SourceSpan? AsHint(SourceSpan? quote) =>
        quote is null ? null : quote with { Match = MatchKind.Fuzzy };

    private static bool IsEmpty(JsonValue value) =>
        value.TryGetValue(out string? text) && string.IsNullOrWhiteSpace(text);

    private static bool IsFigure(JsonNode? value) => value?.GetValueKind() != JsonValueKind.String;

    private static FieldSchema SchemaOf(FieldSchema schema, string name) => schema.Find(name) ?? Anything;

    /// <summary>Where the values of one line or object were found so far.</summary>
    private sealed class Nearby
    {
        private readonly HashSet<int> _taken = [];
        private int? _place;

        /// <summary>Whether the next value stands after the last ones, as the items of a list do.</summary>
        public bool InOrder { get; set; }

        public TextMatch Choose(IReadOnlyList<TextMatch> all)
        {
            // Two values that are alike stand in two places, as long as there are two.
            var free = all.Where(one => !_taken.Contains(one.Start)).ToList();
            var found = TextMatch.Choose(free.Count > 0 ? free : all, _place, InOrder);
            (_place, InOrder) = (found.End, false);
            _taken.Add(found.Start);
            return found;
        }
    }
}
