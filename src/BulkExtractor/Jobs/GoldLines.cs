using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Schema;

namespace BulkExtractor.Jobs;

/// <summary>Reads gold: one row a line, <c>{"id":"…","text":"…","gold":{…}}</c>.</summary>
internal static class GoldLines
{
    /// <summary>What a row looks like.</summary>
    public const string Shape = "{\"id\":\"…\",\"text\":\"…\",\"gold\":{…}}";

    /// <summary>The rows, their fields as they stand there; blank lines are passed over.</summary>
    public static IReadOnlyList<GoldRow> Read(string file, string text) =>
        [.. Lines(file, text).Select(RowOf)];

    /// <summary>
    /// The rows that are to ride in real packs: a value that does not fit the schema would blame the models.
    /// </summary>
    public static IReadOnlyList<GoldRow> ReadChecked(string file, string text, FieldSchema fields)
    {
        // What is not known is empty, whatever the schema requires of a model.
        var partial = fields with { Required = [] };
        List<GoldRow> rows = [.. Lines(file, text).Select(line => Checked(line, partial))];
        return rows.Count > 0 ? rows : throw new InputException($"{file}: holds no gold row: {Shape}");
    }

    private static IEnumerable<JsonPlaces> Lines(string file, string text) => text.Split('\n').Index()
        .Where(line => !string.IsNullOrWhiteSpace(line.Item))
        .Select(line => JsonPlaces.Parse(file, line.Item, line.Index + 1));

    private static GoldRow RowOf(JsonPlaces line)
    {
        if (line.Root is not JsonObject row) throw line.Fault("", $"must be an object: {Shape}");
        if (row["text"]?.GetValueKind() != JsonValueKind.String)
            throw line.Fault("/text", $"must be a text: {Shape}");
        if (row["gold"] is not JsonObject gold) throw line.Fault("/gold", $"must be an object: {Shape}");
        return new GoldRow(row["text"]!.GetValue<string>(), gold);
    }

    private static GoldRow Checked(JsonPlaces line, FieldSchema fields)
    {
        var (text, gold) = RowOf(line);
        string[] known = [.. fields.Properties.Select(property => property.Name)];
        if (gold.Select(field => field.Key).Except(known).FirstOrDefault() is { } stranger)
            throw line.Fault("/gold", $"'{stranger}' is no field of the job; {NearestName.Suggest(stranger, known)}");
        var filled = new JsonObject(gold
            .Where(field => field.Value is not null)
            .Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value!.DeepClone())));
        return SchemaCheck.Check(fields, filled) is [var problem, ..]
            ? throw line.Fault("/gold", $"does not fit the schema: {problem}")
            : new GoldRow(text, filled);
    }
}
