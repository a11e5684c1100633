using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests;

/// <summary>Small valid things, to be changed with <c>with</c>.</summary>
public static class Some
{
    public static readonly FieldSchema Text = new() { Types = [FieldType.String] };
    public static readonly FieldSchema Number = new() { Types = [FieldType.Number] };

    public static Account Account(string address = "https://openrouter.ai/api/v1") => new("router", new Uri(address));

    public static Model Model(Account? account = null) =>
        new("some/model:free", account ?? Account(), Tier.Free, 8_192);

    public static BatchProgress Progress(int extracted, int cached, int requests) => new()
    {
        BatchId = 1,
        Job = "adverts",
        Source = "a.csv",
        State = "finished",
        Extracted = extracted,
        Cached = cached,
        Requests = requests,
    };

    public static FieldSchema Object(params (string Name, FieldSchema Schema)[] properties) =>
        new()
        {
            Types = [FieldType.Object],
            Properties = [.. properties.Select(p => new FieldProperty(p.Name, p.Schema))],
        };

    public static Definition Definition(FieldSchema? fields = null) =>
        new()
        {
            Name = "invoices",
            Instructions = "Amounts are decimal numbers.",
            Schema = """{ "type": "object", "properties": { "total": { "type": "number" } } }""",
            Fields = fields ?? Object(("total", Number)),
        };

    public static Pack Pack(params (string Id, string Text)[] documents) =>
        new(Model(), Definition(), [.. documents.Select((d, i) => new PackedChunk(d.Id, Chunk(i + 1, d.Text)))])
        {
            MaxTokens = 500,
        };

    public static Model Model(string id, Account account) => new(id, account, Tier.Free, 32_768);

    public static Definition DefinitionOf(params string[] fields) =>
        Definition(Object([.. fields.Select(name => (name, Text))]));

    public static LeasedChunk Waiting(long id = 1, int tokens = 10, long? bisectionOf = null, params string[] blamed) =>
        new(id, 1, (int)id, 0, 1, $"text {id}", tokens, blamed.Length, blamed) { BisectionOf = bisectionOf };

    internal static BatchPlan Plan(int pack, params Model[] models)
    {
        var accounts = models.Select(model => model.Account.Id).Distinct().ToList();
        var batch = new Batch(1, DefinitionOf("value"), new BatchSettings { Pack = pack }, accounts);
        var plan = new BatchPlan(batch, new PackSizeLearner());
        plan.Follow(new Pool([], models, "", []));
        return plan;
    }

    public static LeasedChunk Chunk(int number, string text) => new(number, 1, number, 0, 1, text, 10, 0, []);

    public static JsonNode? Json(string json) => JsonNode.Parse(json);
}
