using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Schema;

/// <summary>What is wrong with a value, and where.</summary>
/// <param name="Pointer">A JSON pointer; empty for the whole value.</param>
public sealed record SchemaProblem(string Pointer, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Pointer.Length == 0 ? Message : $"{Pointer}: {Message}";
}

/// <summary>Checks values by the keywords of <see cref="FieldSchema"/>, as draft 2020-12 defines them.</summary>
public sealed class SchemaCheck
{
    private const int MaxProblems = 100;

    // A value is held against the same part of a recursive schema by many ways; it is checked once.
    private readonly Dictionary<JsonNode, Dictionary<FieldSchema, IReadOnlyList<SchemaProblem>>> _known =
        new(ReferenceEqualityComparer.Instance);

    private SchemaCheck()
    {
    }

    /// <summary>The problems of a value, as many as anybody reads; none if it is valid.</summary>
    public static IReadOnlyList<SchemaProblem> Check(FieldSchema schema, JsonNode? value) =>
        [.. new SchemaCheck().Check(schema, value, "").Take(MaxProblems)];

    /// <summary>Whether a value is valid.</summary>
    public static bool Fits(FieldSchema schema, JsonNode? value) => Check(schema, value).Count == 0;

    private IEnumerable<SchemaProblem> Check(FieldSchema schema, JsonNode? value, string pointer)
    {
        if (schema.Written is not { } parts) return CheckOwn(schema, value, pointer);
        if (value is not (JsonObject or JsonArray)) return CheckParts(schema, parts, value, pointer);
        if (!_known.TryGetValue(value, out var known))
            _known[value] = known = new(ReferenceEqualityComparer.Instance);
        if (!known.TryGetValue(schema, out var problems))
            known[schema] = problems = [.. CheckParts(schema, parts, value, pointer).Take(MaxProblems)];
        return problems;
    }

    private IEnumerable<SchemaProblem> CheckParts(
        FieldSchema schema, SchemaParts parts, JsonNode? value, string pointer)
    {
        var problems = CheckOwn(parts.Own, value, pointer)
            .Concat(parts.AllOf.SelectMany(part => Check(part, value, pointer)));
        if (parts.AnyOf.Count > 0 && !parts.AnyOf.Any(Fits))
            problems = problems.Concat(Nearest(schema, parts.AnyOf, value, pointer));
        if (parts.OneOf.Count == 0) return problems;
        return parts.OneOf.Count(Fits) switch
        {
            1 => problems,
            0 => problems.Concat(Nearest(schema, parts.OneOf, value, pointer)),
            var fitting => problems.Append(new(pointer, $"fits {fitting} of the forms of which it may have one")),
        };

        bool Fits(FieldSchema part) => !Check(part, value, pointer).Any();
    }

    // What is wrong with the value in the form that it has most likely been given.
    private List<SchemaProblem> Nearest(
        FieldSchema whole, IReadOnlyList<FieldSchema> forms, JsonNode? value, string pointer)
    {
        if (!whole.Allows(value)) return [TypeProblem(whole, value, pointer)];
        var near = forms.Where(form => form.Allows(value)).ToList();
        if (near.Count == 0) return [new(pointer, $"{Excerpt.Cut(value)} has none of the {forms.Count} forms")];
        return near.Select(form => Check(form, value, pointer).Take(MaxProblems).ToList())
            .OrderBy(problems => problems.Any(problem => IsConstant(problem, near)))
            .ThenBy(problems => problems.Count)
            .First();

        // A wrong kind of thing is a worse sign than much that is wrong in the right one.
        bool IsConstant(SchemaProblem problem, List<FieldSchema> all) => all.Any(form => form.Properties.Any(property =>
            property.Schema.IsConstant && problem.Pointer == JsonPointers.Join(pointer, property.Name)));
    }

    private IEnumerable<SchemaProblem> CheckOwn(FieldSchema schema, JsonNode? value, string pointer)
    {
        if (!schema.Allows(value)) return [TypeProblem(schema, value, pointer)];

        var own = OwnProblems(schema, value).Select(message => new SchemaProblem(pointer, message));
        return own.Concat(InnerProblems(schema, value, pointer));
    }

    private static SchemaProblem TypeProblem(FieldSchema schema, JsonNode? value, string pointer) =>
        new(pointer, $"expected {schema}, found {Excerpt.Cut(value)}");

    private IEnumerable<string> OwnProblems(FieldSchema schema, JsonNode? value)
    {
        if (schema.Enum.Count > 0 && !IsOneOf(schema, value)) yield return $"{Excerpt.Cut(value)} is not allowed";

        var problems = value switch
        {
            JsonObject fields => ObjectProblems(schema, fields),
            JsonArray items => ArrayProblems(schema, items),
            _ => value?.GetValueKind() switch
            {
                JsonValueKind.String => StringCheck.Problems(schema, value.GetValue<string>()),
                JsonValueKind.Number => NumberCheck.Problems(schema, value.ToJsonString()),
                _ => [],
            },
        };
        foreach (var problem in problems) yield return problem;
    }

    private IEnumerable<SchemaProblem> InnerProblems(FieldSchema schema, JsonNode? value, string pointer) =>
        value switch
        {
            JsonObject fields => fields
                .Select(field => (field.Key, field.Value, Schema: schema.Find(field.Key)))
                .Where(field => field.Schema is not null)
                .SelectMany(field => Check(field.Schema!, field.Value, JsonPointers.Join(pointer, field.Key))),
            JsonArray items => items
                .Select((item, place) => (item, place, Schema: schema.ItemAt(place)))
                .Where(one => one.Schema is not null)
                .SelectMany(one => Check(one.Schema!, one.item, $"{pointer}/{one.place}")),
            _ => [],
        };

    private IEnumerable<string> ObjectProblems(FieldSchema schema, JsonObject fields)
    {
        foreach (var name in schema.Required.Where(name => !fields.ContainsKey(name)))
            yield return $"\"{name}\" is missing";
        if (fields.Count < schema.MinProperties) yield return $"{fields.Count} properties are too few";
        if (fields.Count > schema.MaxProperties) yield return $"{fields.Count} properties are too many";
        if (schema.PropertyNames is { } names)
        {
            foreach (var (name, _) in fields.Where(f => Check(names, JsonValue.Create(f.Key), "").Any()))
                yield return $"a property may not be named {Excerpt.Cut(name)}";
        }

        if (schema.AdditionalProperties) yield break;
        foreach (var (name, _) in fields.Where(f => !schema.Properties.Any(p => p.Name == f.Key)))
            yield return $"{Excerpt.Cut(name)} is not allowed";
    }

    private static IEnumerable<string> ArrayProblems(FieldSchema schema, JsonArray items)
    {
        if (items.Count < schema.MinItems) yield return $"{items.Count} items are too few";
        if (items.Count > schema.MaxItems) yield return $"{items.Count} items are too many";
        if (schema.UniqueItems && items.Select(CanonicalJson.Write).Distinct().Count() < items.Count)
            yield return "items repeat";
    }

    private static bool IsOneOf(FieldSchema schema, JsonNode? value)
    {
        var found = CanonicalJson.Write(value);
        return schema.Enum.Any(allowed => CanonicalJson.Write(allowed) == found);
    }
}
