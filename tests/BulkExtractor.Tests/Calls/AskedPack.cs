using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Calls;

/// <summary>Documents that say what some fields say, asked for together, and the good reply to that.</summary>
internal static class AskedPack
{
    private static readonly FieldSchema Line = Some.Object(
        ("x", Some.Number), ("y", new FieldSchema { Types = [FieldType.Null] })) with
    {
        Required = ["x", "y"],
    };

    private static readonly FieldSchema Party = Some.Object(
        ("name", Some.Text), ("paid", new FieldSchema { Types = [FieldType.Boolean] }), ("id", Some.Text)) with
    {
        Required = ["name", "paid", "id"],
    };

    private static readonly FieldSchema Fields = Some.Object(
        ("total", Some.Number),
        ("note", Some.Text),
        ("lines", new FieldSchema { Types = [FieldType.Array], Items = Line }),
        ("party", Party)) with
    {
        Required = ["total", "note", "lines", "party"],
    };

    public static (Pack Pack, string Reply) Of(Dictionary<string, JsonObject> documents, bool strict)
    {
        var pack = Some.Pack([.. documents.Select(one => (one.Key, TextOf(one.Value)))]) with
        {
            Definition = Some.Definition(Fields) with { Strict = strict },
        };
        var reply = new JsonObject
        {
            ["documents"] = new JsonArray([.. documents.Select(one => new JsonObject
            {
                ["id"] = one.Key,
                ["fields"] = one.Value.DeepClone(),
                ["quotes"] = new JsonObject { ["/party/paid"] = "is paid" },
            })]),
        };
        return (pack, reply.ToJsonString());
    }

    /// <summary>Whether the fields differ in blanks, case and the like at most.</summary>
    public static bool SaysTheSame(JsonObject one, JsonObject other) =>
        Folded(CanonicalJson.Write(one)) == Folded(CanonicalJson.Write(other));

    private static string Folded(string text) =>
        string.Concat(text.ToLowerInvariant().Where(sign => !char.IsWhiteSpace(sign)));

    private static string TextOf(JsonObject fields) => string.Join('\n', [
        $"Bill of {fields["party"]!["name"]}, number none.",
        .. fields["lines"]!.AsArray().Select(line => $"One for {line!["x"]}."),
        $"Together {fields["total"]}; it is paid.",
        $"Remark: {fields["note"]}",
    ]);
}
