using System.Globalization;
using BulkExtractor.Basics;
using BulkExtractor.Schema;

namespace BulkExtractor.Filters;

/// <summary>Finds what a name in a filter means.</summary>
internal sealed class FilterNames(string text, FieldSchema fields)
{
    private static readonly Dictionary<string, FilterField> Own = new()
    {
        ["_key"] = new("_key", FilterSource.Key, []),
        ["_model"] = new("_model", FilterSource.Model, []),
        ["_confidence"] = new("_confidence", FilterSource.Confidence, []) { Type = FilterType.Number },
        ["_state"] = new("_state", FilterSource.State, []),
    };

    /// <summary>A field by its name, a nested one by its pointer, or one of a document's own.</summary>
    public FilterField Find(FilterToken token)
    {
        var name = token.Text;
        if (token.Kind is FilterTokenKind.Word && Own.TryGetValue(name, out var own)) return own;
        if (Property(fields, name) is { } property) return Create(name, [name], property);
        if (Own.TryGetValue(name, out own)) return own;
        if (name.StartsWith('/')) return Nested(token, [.. name[1..].Split('/').Select(JsonPointers.NameOf)]);

        throw Fault(token, $"there is no field {token.Told}; {NearestName.Suggest(name, Known)}");
    }

    private IReadOnlyCollection<string> Known =>
        [.. fields.Properties.Select(property => property.Name), .. Own.Keys];

    private FilterField Nested(FilterToken token, string[] path)
    {
        var schema = fields;
        for (var step = 0; step < path.Length; step++)
        {
            var names = schema.Properties.Select(property => property.Name).ToList();
            schema = Step(schema, path[step]) ?? throw Fault(
                token,
                $"{token.Text} leads nowhere: there is no '{path[step]}' in {Pointer(path[..step])}; "
                + (names.Count > 0 ? NearestName.Suggest(path[step], names) : "it has no fields"));
        }

        return Create(token.Text, path, schema);
    }

    // Where a schema says nothing of what is in a value, anything may be.
    private static FieldSchema? Step(FieldSchema schema, string name)
    {
        if (schema.Find(name) is { } property) return property;
        if (schema.Variants.Select(variant => Step(variant, name)).FirstOrDefault(step => step is not null) is { } one)
            return one;
        if (schema.Properties.Count > 0) return null;
        if (schema.Types.Contains(FieldType.Array) && name.All(char.IsAsciiDigit) && name.Length is > 0 and < 8)
            return schema.ItemAt(int.Parse(name, CultureInfo.InvariantCulture)) ?? new FieldSchema();
        return schema.Types.Count == 0 || schema.Types.Contains(FieldType.Object) ? new FieldSchema() : null;
    }

    private static FieldSchema? Property(FieldSchema schema, string name) =>
        schema.Properties.FirstOrDefault(property => property.Name == name)?.Schema;

    private static FilterField Create(string name, IReadOnlyList<string> path, FieldSchema schema) =>
        new(name, FilterSource.Fields, path) { Type = TypeOf(schema), Schema = schema };

    private static FilterType TypeOf(FieldSchema schema) => TypesOf(schema) switch
    {
        [FieldType.Number or FieldType.Integer] => FilterType.Number,
        [FieldType.Number, FieldType.Integer] or [FieldType.Integer, FieldType.Number] => FilterType.Number,
        [FieldType.Boolean] => FilterType.Boolean,
        [FieldType.Array] => FilterType.List,
        [FieldType.Object] => FilterType.Object,
        [FieldType.String] when schema.Format == "date" => FilterType.Date,
        [FieldType.String] when schema.Format == "date-time" => FilterType.Instant,
        [FieldType.String] => FilterType.Text,
        _ => FilterType.Any,
    };

    private static FieldType[] TypesOf(FieldSchema schema) => [.. schema.Types.Except([FieldType.Null])];

    private static string Pointer(string[] path) => path.Length == 0 ? "the fields" : $"/{string.Join('/', path)}";

    private InputException Fault(FilterToken token, string problem) => FilterTokenizer.Fault(text, token.At, problem);
}
