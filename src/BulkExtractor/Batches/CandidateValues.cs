using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Batches;

/// <summary>What was said of one value where more than one had a say: models that vote, slices of a text.</summary>
/// <param name="Pointer">A JSON pointer into the fields.</param>
/// <param name="Values">Each different value once, the one that was taken first.</param>
public sealed record CandidateValues(string Pointer, IReadOnlyList<CandidateValue> Values)
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    /// <summary>Whether not all said the same.</summary>
    public bool IsDispute => Values.Count > 1;

    /// <summary>How the dispute is told: <c>/total: said differently: 12.5 by a, b; 13 by c</c>.</summary>
    public string Flag => $"{Pointer}: said differently: "
        + string.Join("; ", Values.Select(one => $"{Excerpt.Cut(one.Value)} by {string.Join(", ", one.By)}"));

    /// <summary>As it is stored and exported: <c>[{"pointer", "values": [{"value", "by": […]}]}]</c>.</summary>
    public static JsonArray Write(IReadOnlyList<CandidateValues> said)
    {
        var written = said.Select(one => new
        {
            one.Pointer,
            Values = one.Values.Select(value => new { value.Value, value.By }),
        });
        return (JsonArray)JsonSerializer.SerializeToNode(written, Names)!;
    }

    /// <summary>What was written.</summary>
    public static IReadOnlyList<CandidateValues> Read(JsonArray written) =>
        [.. written.Select(one => new CandidateValues(
        one!["pointer"]!.GetValue<string>(),
        [.. one["values"]!.AsArray().Select(value => new CandidateValue(
            value!["value"]?.DeepClone(), [.. value["by"]!.AsArray().Select(name => name!.GetValue<string>())]))]))];
}

/// <summary>One of the values that were said, and who said it: a model's id, or <c>slice 2</c>.</summary>
public sealed record CandidateValue(JsonNode? Value, IReadOnlyList<string> By);
