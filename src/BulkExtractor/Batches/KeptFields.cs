using System.Text.Json.Nodes;
using BulkExtractor.Extraction;
using BulkExtractor.Extraction.Grounding;

namespace BulkExtractor.Batches;

/// <summary>What an earlier result says of a document already, where the definition changed since.</summary>
/// <param name="Asked">The names of the fields that are asked now.</param>
/// <param name="Fields">The fields that are kept as they are.</param>
public sealed record KeptFields(IReadOnlyList<string> Asked, JsonObject Fields)
{
    /// <summary>What spoke for and against the fields that are kept.</summary>
    public Evidence Evidence { get; init; } = Evidence.Nothing;

    /// <summary>Whether only what an earlier answer lacks is asked: then even nothing is an answer.</summary>
    public bool Further { get; init; }

    /// <summary>The same for all that are asked the same, and can go into one request.</summary>
    public string Key => $"{(Further ? "further " : "")}{string.Join('\n', Asked)}";

    /// <summary>What is kept, with its part of the evidence of the whole result.</summary>
    public static KeptFields Of(
        IReadOnlyList<string> asked,
        JsonObject fields,
        IReadOnlyDictionary<string, Place> places,
        IReadOnlyList<string> flags)
    {
        var starts = fields.Select(field => $"/{SchemaCheck.Escape(field.Key)}").ToList();
        return new KeptFields(asked, fields)
        {
            Evidence = new Evidence(
                places.Where(place => IsOfOne(place.Key)).ToDictionary(),
                [.. flags.Where(flag => IsOfOne(flag.Split(": ")[0]))]),
        };

        bool IsOfOne(string pointer) => starts.Exists(start =>
            pointer == start || pointer.StartsWith($"{start}/", StringComparison.Ordinal));
    }

    /// <summary>All fields: those that are kept, and those that were answered now.</summary>
    public JsonObject With(JsonObject answered)
    {
        var all = Fields.DeepClone().AsObject();
        foreach (var (name, value) in answered) all[name] = value?.DeepClone();
        return all;
    }
}
