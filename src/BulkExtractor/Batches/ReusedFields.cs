using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Batches;

/// <summary>What an earlier result says of a document already, where the definition changed since.</summary>
public sealed record ReusedFields(JsonObject Fields)
{
    /// <summary>What spoke for and against these fields.</summary>
    public Evidence Evidence { get; init; } = Evidence.Nothing;

    /// <summary>What is reused, with its part of the evidence of the whole result.</summary>
    public static ReusedFields From(
        JsonObject fields, IReadOnlyDictionary<string, SourceSpan> places, IReadOnlyList<string> flags)
    {
        var starts = fields.Select(field => JsonPointers.Join("", field.Key)).ToList();
        return new ReusedFields(fields)
        {
            Evidence = new Evidence(
                places.Where(place => IsOfOne(place.Key)).ToDictionary(),
                [.. flags.Where(flag => IsOfOne(flag.Split(": ")[0]))]),
        };

        bool IsOfOne(string pointer) => starts.Exists(start =>
            pointer == start || pointer.StartsWith($"{start}/", StringComparison.Ordinal));
    }

    /// <summary>All fields: those that are reused, and those that were answered now.</summary>
    public JsonObject With(JsonObject answered)
    {
        var all = Fields.DeepClone().AsObject();
        foreach (var (name, value) in answered) all[name] = value?.DeepClone();
        return all;
    }
}
