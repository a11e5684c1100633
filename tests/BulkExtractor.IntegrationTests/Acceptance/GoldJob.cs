using System.Text.Json.Nodes;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>A set of real texts as a job: its fields are the gold's, and the simulator knows the answers.</summary>
internal sealed class GoldJob
{
    private GoldJob(TemporaryFolder folder, IReadOnlyList<JsonNode> rows)
    {
        Fields = [.. rows.SelectMany(row => row["gold"]!.AsObject()).Select(field => field.Key).Distinct()];
        Job = Path.GetDirectoryName(folder.Write("gold/job.yaml", "input: { text: text }"))!;
        folder.Write("gold/schema.json", SchemaOf(rows).ToJsonString());
        Gold = folder.Write("gold/gold.jsonl", Lines(rows));
        Answers = folder.Write("answers.jsonl", Lines(rows.Select(row => new JsonObject
        {
            ["document"] = row["text"]!.DeepClone(),
            ["fields"] = row["gold"]!.DeepClone(),
        })));
    }

    public IReadOnlyList<string> Fields { get; }

    public string Job { get; }

    public string Gold { get; }

    public string Answers { get; }

    /// <param name="dataset">A folder of <c>../shared/data</c>.</param>
    /// <param name="most">The most rows, taken evenly from the whole set.</param>
    public static async Task<GoldJob> WriteAsync(TemporaryFolder folder, string dataset, int most)
    {
        var path = Path.Combine(SharedFolder.Find(dataset), "gold.jsonl");
        var lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        var step = Math.Max(1, lines.Length / most);
        var taken = lines.Where((_, place) => place % step == 0).Take(most);
        return new GoldJob(folder, [.. taken.Select(line => JsonNode.Parse(line)!)]);
    }

    private JsonObject SchemaOf(IReadOnlyList<JsonNode> rows)
    {
        var isList = rows[0]["gold"]!["entities"] is JsonArray;
        JsonNode type = isList
            ? JsonNode.Parse("""
                {"type":"array","items":{"type":"object",
                 "properties":{"name":{"type":"string"},"type":{"type":"string"}},"required":["name","type"]}}
                """)!
            : JsonNode.Parse("""{"type":["string","null"]}""")!;
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(
                Fields.Select(name => KeyValuePair.Create<string, JsonNode?>(name, type.DeepClone()))),
        };
    }

    private static string Lines(IEnumerable<JsonNode> rows) =>
        string.Concat(rows.Select(row => row.ToJsonString() + "\n"));
}
