using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.Jobs;

/// <summary>A definition as the one JSON text that stands for it, its fields in the user's order.</summary>
/// <remarks>Stored as <c>text</c>: <c>jsonb</c> would sort the fields, and with them every export.</remarks>
public static class DefinitionJson
{
    private static readonly JsonSerializerOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same text for the same definition, on every machine.</summary>
    public static string Write(Definition definition) => new JsonObject
    {
        ["name"] = definition.Name,
        ["instructions"] = definition.Instructions,
        ["schema"] = JsonNode.Parse(definition.Schema),
        ["examples"] = new JsonArray([.. definition.Examples.Select(Write)]),
        ["ground"] = definition.Ground,
    }.ToJsonString(Options);

    /// <summary>The definition that was written.</summary>
    public static Definition Read(string json)
    {
        var definition = JsonNode.Parse(json)!.AsObject();
        var schema = definition["schema"]!.ToJsonString(Options);
        return new Definition
        {
            Name = definition["name"]!.GetValue<string>(),
            Instructions = definition["instructions"]!.GetValue<string>(),
            Schema = schema,
            Fields = SchemaReader.Read("definition", schema),
            Examples = [.. definition["examples"]!.AsArray().Select(Read)],
            Ground = definition["ground"]!.GetValue<bool>(),
        };
    }

    /// <summary>The identity of a definition: SHA-256 of its text.</summary>
    public static byte[] Hash(Definition definition) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(Write(definition)));

    /// <summary>A JSON text without the white space between its tokens.</summary>
    internal static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString(Options);

    private static JsonNode Write(Example example) =>
        new JsonObject { ["document"] = example.Document, ["fields"] = example.Fields.DeepClone() };

    private static Example Read(JsonNode? example) =>
        new(example!["document"]!.GetValue<string>(), example["fields"]!.DeepClone().AsObject());
}
