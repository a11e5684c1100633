using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.Samples;

/// <summary>The samples of one job, and the files that hold them.</summary>
public sealed record SampleSet(string Job, char Delimiter, IReadOnlyList<string> Header, IReadOnlyList<Sample> Samples)
{
    public const int DefaultSeed = 2026;

    /// <summary>The pictures that its rows name, by their paths from the checkout's root.</summary>
    public IReadOnlyList<(string Path, byte[] Content)> Pictures { get; init; } = [];

    /// <summary>How many samples are shipped with the job as gold for <c>bulk eval</c>.</summary>
    public int ShippedGold { get; init; }

    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The content of each file by its path from the checkout's root.</summary>
    public IEnumerable<(string Path, string Content)> Files =>
    [
        ($"jobs/{Job}/sample.csv", Csv()),
        ($"tests/BulkExtractor.Samples/gold/{Job}.jsonl", Lines(Samples, "document", "fields")),
        .. ShippedGold == 0
            ? Enumerable.Empty<(string, string)>()
            : [($"jobs/{Job}/gold.jsonl", Lines(Samples.Take(ShippedGold), "text", "gold"))],
    ];

    public static IEnumerable<SampleSet> All(int seed) =>
        [AdvertSamples.Write(seed), InvoiceSamples.Write(seed), ReceiptSamples.Write(seed)];

    /// <summary>The job's schema, as it is shipped.</summary>
    public JsonObject Schema => JsonNode.Parse(Resource.Read($"{Job}.schema"))!.AsObject();

    private string Csv()
    {
        var csv = new StringBuilder();
        foreach (var row in Samples.Select(sample => sample.Row).Prepend(Header))
            csv.AppendJoin(Delimiter, row.Select(Quoted)).Append('\n');
        return csv.ToString();
    }

    private string Quoted(string cell) =>
        cell.AsSpan().ContainsAny([Delimiter, '"', '\n']) ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;

    private static string Lines(IEnumerable<Sample> samples, string document, string fields) =>
        string.Concat(samples.Select(sample => new JsonObject
        {
            ["id"] = sample.Id,
            [document] = sample.Document,
            [fields] = sample.Fields.DeepClone(),
        }.ToJsonString(Readable) + "\n"));
}
