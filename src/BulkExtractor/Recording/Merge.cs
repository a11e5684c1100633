using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Recording;

/// <summary>Makes one answer of several about parts of a document, or about what earlier ones lack.</summary>
/// <remarks>
/// Null, an empty text and an empty list are nothing found. Of single values a grounded one beats others, then what
/// more parts say, then what stands first; lists are united; objects are filled up property by property.
/// </remarks>
public sealed class Merge
{
    private static readonly FieldSchema Anything = new();

    private readonly Dictionary<string, SourceSpan> _places = [];
    private readonly List<string> _flags = [];
    private readonly List<CandidateValues> _said = [];

    private Merge()
    {
    }

    /// <summary>The merged answer; where parts say different things of one value, its evidence tells which.</summary>
    /// <param name="parts">In the order of the text.</param>
    public static ExtractedAnswer Unite(FieldSchema schema, IReadOnlyList<ExtractedAnswer> parts)
    {
        if (parts.Count == 1) return parts[0];
        var merge = new Merge();
        var fields = merge.Fill(schema, "", [.. parts.Select(part => new Piece(part, part.Fields))]);
        var evidence = Evidence.From(merge._places, merge._flags);
        return new ExtractedAnswer(parts[0].By, fields, evidence with { Said = merge._said });
    }

    private JsonObject Fill(FieldSchema schema, string pointer, IReadOnlyList<Piece> pieces)
    {
        var objects = pieces.Where(piece => piece.Value is JsonObject).ToList();
        var names = schema.Properties.Select(property => property.Name)
            .Concat(objects.SelectMany(piece => piece.Value!.AsObject().Select(field => field.Key)))
            .Distinct();
        var merged = new JsonObject();
        foreach (var name in names)
        {
            List<Piece> having =
            [
                .. objects.Where(piece => piece.Value!.AsObject().ContainsKey(name))
                    .Select(piece => piece with { Value = piece.Value![name] }),
            ];
            if (having.Count > 0)
                merged[name] = Unite(SchemaOf(schema, name), JsonPointers.Join(pointer, name), having);
        }

        return merged;
    }

    private JsonNode? Unite(FieldSchema schema, string pointer, IReadOnlyList<Piece> pieces)
    {
        var found = pieces.Where(piece => IsFound(piece.Value)).ToList();
        return (found.FirstOrDefault() ?? pieces.FirstOrDefault(piece => piece.Value is not null))?.Value switch
        {
            JsonObject => FillOneForm(schema, pointer, pieces),
            JsonArray when schema.FirstItems.Count > 0 =>
                Choose(pointer, [.. found.Where(piece => piece.Value is JsonArray)]),
            JsonArray => UniteLists(schema, pointer, found),
            { } nothing when found.Count == 0 => nothing.DeepClone(),
            null => null,
            _ => Choose(pointer, [.. found.Where(piece => piece.Value is JsonValue)]),
        };
    }

    // Parts that read it as another kind of thing do not fill it up; the kind that most read is taken.
    private JsonObject FillOneForm(FieldSchema schema, string pointer, IReadOnlyList<Piece> pieces)
    {
        if (schema.Variants.Count == 0) return Fill(schema, pointer, pieces);
        var forms = pieces.Where(piece => piece.Value is JsonObject)
            .GroupBy(piece => schema.Variants.FirstOrDefault(form => SchemaCheck.Fits(form, piece.Value)) ?? schema)
            .OrderByDescending(form => form.Count())
            .ToList();
        if (forms.Count > 1) _flags.Add($"{pointer}: parts of the text tell of {forms.Count} kinds");
        return Fill(forms[0].Key, pointer, [.. forms[0]]);
    }

    private JsonArray UniteLists(FieldSchema schema, string pointer, IEnumerable<Piece> pieces)
    {
        var union = new ListUnion(pointer, schema);
        foreach (var piece in pieces.Where(piece => piece.Value is JsonArray))
            union.Add(piece.Value!.AsArray(), piece.Source.Evidence);
        var list = union.ToList(out var evidence);
        Take(evidence);
        return list;
    }

    private JsonNode Choose(string pointer, List<Piece> found)
    {
        var values = found.GroupBy(piece => NormalForm.Key(piece.Value))
            .Select(same => same.OrderByDescending(piece => piece.IsGrounded(pointer)).ToList())
            .OrderByDescending(same => same[0].IsGrounded(pointer))
            .ThenByDescending(same => same.Count)
            .ToList();
        var taken = values[0][0];
        var rivals = values.Skip(1).Where(same => IsRival(pointer, same[0], taken)).ToList();
        var evidence = taken.Source.Evidence.Under(pointer);
        if (rivals.Count == 0)
        {
            Take(evidence);
            return taken.Value!.DeepClone();
        }

        var share = (double)values[0].Count / (values[0].Count + rivals.Sum(same => same.Count));
        var said = new CandidateValues(pointer, [.. rivals.Prepend(values[0]).Select(same => new CandidateValue(
            same[0].Value!.DeepClone(), [.. found.Where(same.Contains).Select(piece => piece.Source.By)]))]);
        Take(evidence.Surer(confidence => confidence * share));
        _said.Add(said);
        _flags.Add(said.Flag);
        return taken.Value!.DeepClone();
    }

    // What is not in the text disputes nothing that is; that something is not so says little of other slices.
    private static bool IsRival(string pointer, Piece other, Piece taken) =>
        other.IsGrounded(pointer)
        || (!taken.IsGrounded(pointer) && other.Source.Evidence.Under(pointer).Flags.Count > 0);

    private void Take(Evidence evidence)
    {
        foreach (var (pointer, place) in evidence.Places) _places[pointer] = place;
        _flags.AddRange(evidence.Flags);
    }

    private static bool IsFound(JsonNode? value) => value switch
    {
        null => false,
        JsonArray list => list.Count > 0,
        JsonObject fields => fields.Any(field => IsFound(field.Value)),
        JsonValue single => !single.TryGetValue(out string? text) || text.Length > 0,
        _ => true,
    };

    private static FieldSchema SchemaOf(FieldSchema schema, string name) => schema.Find(name) ?? Anything;

    private sealed record Piece(ExtractedAnswer Source, JsonNode? Value)
    {
        public bool IsGrounded(string pointer) => Source.Evidence.IsGrounded(pointer);
    }
}
