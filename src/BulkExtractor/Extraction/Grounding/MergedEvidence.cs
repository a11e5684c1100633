using System.Text.Json.Nodes;

namespace BulkExtractor.Extraction.Grounding;

/// <summary>The evidence of a document's fields, from that of its slices.</summary>
public static class MergedEvidence
{
    /// <summary>Takes for each value the place in the first slice that says the same there.</summary>
    public static Evidence Of(JsonObject merged, IReadOnlyList<(JsonObject Fields, Evidence Evidence)> slices)
    {
        var places = new Dictionary<string, Place>();
        var flags = new List<string>();
        foreach (var (pointer, value) in Leaves(merged, ""))
        {
            var source = slices.FirstOrDefault(slice =>
                slice.Evidence.Places.ContainsKey(pointer) && JsonNode.DeepEquals(At(slice.Fields, pointer), value));
            if (source.Fields is null) continue;
            places[pointer] = source.Evidence.Places[pointer];
            flags.AddRange(source.Evidence.Flags.Where(flag => flag.StartsWith($"{pointer}: ", StringComparison.Ordinal)));
        }

        return new Evidence(places, flags)
        {
            Confidence = places.Count == 0 ? null : places.Values.Min(place => place.Confidence),
        };
    }

    private static IEnumerable<(string Pointer, JsonNode Value)> Leaves(JsonNode? node, string pointer) => node switch
    {
        JsonObject fields => fields.SelectMany(f => Leaves(f.Value, $"{pointer}/{SchemaCheck.Escape(f.Key)}")),
        JsonArray items => items.SelectMany((item, i) => Leaves(item, $"{pointer}/{i}")),
        null => [],
        _ => [(pointer, node)],
    };

    private static JsonNode? At(JsonNode? node, string pointer)
    {
        foreach (var step in pointer.Split('/').Skip(1))
        {
            node = node switch
            {
                JsonObject fields => fields[step.Replace("~1", "/").Replace("~0", "~")],
                JsonArray items => int.Parse(step) < items.Count ? items[int.Parse(step)] : null,
                _ => null,
            };
        }

        return node;
    }
}
