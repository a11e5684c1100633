using System.Text.Json.Nodes;
using BulkExtractor.Batches;

namespace BulkExtractor.Answers.Grounding;

/// <summary>Places of values as they are stored and exported.</summary>
public static class EvidenceJson
{
    /// <summary>
    /// By pointer: how, start, length, both in code points too, or a page, whether by a quote, and the confidence.
    /// </summary>
    public static JsonObject Write(IReadOnlyDictionary<string, SourceSpan> places) =>
        new(places.Select(place => KeyValuePair.Create<string, JsonNode?>(place.Key, Write(place.Value))));

    /// <summary>The places that were written.</summary>
    public static IReadOnlyDictionary<string, SourceSpan> Read(JsonObject places) =>
        places.ToDictionary(place => place.Key, place => PlaceOf(place.Value!.AsObject()));

    private static JsonObject Write(SourceSpan place)
    {
        var written = new JsonObject { ["how"] = place.Match.ToString().ToLowerInvariant() };
        if (place.Match is not (MatchKind.None or MatchKind.Picture))
        {
            written["start"] = place.Start;
            written["length"] = place.Length;
            written["code_point_start"] = place.CodePointStart;
            written["code_point_length"] = place.CodePointLength;
        }

        if (place.Page > 0) written["page"] = place.Page;
        if (place.FromQuote) written["quote"] = true;
        written["confidence"] = place.Confidence;
        return written;
    }

    private static SourceSpan PlaceOf(JsonObject written)
    {
        var how = Enum.Parse<MatchKind>(written["how"]!.GetValue<string>(), ignoreCase: true);
        return new SourceSpan(Count("start"), Count("length"), how)
        {
            CodePointStart = Count("code_point_start"),
            CodePointLength = Count("code_point_length"),
            Page = Count("page"),
            FromQuote = written["quote"]?.GetValue<bool>() ?? false,
            Confidence = written["confidence"]!.GetValue<double>(),
        };

        int Count(string name) => written[name]?.GetValue<int>() ?? 0;
    }
}
