using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Jobs.Rules;
using BulkExtractor.Schema;

namespace BulkExtractor.Jobs;

/// <summary>A definition as the one JSON text that stands for it, its fields in the user's order.</summary>
/// <remarks>Stored as <c>text</c>: <c>jsonb</c> would sort the fields, and with them every export.</remarks>
public static class DefinitionJson
{
    /// <summary>The same text for the same definition, on every machine.</summary>
    public static string Write(Definition definition)
    {
        var written = new JsonObject
        {
            ["name"] = definition.Name,
            ["instructions"] = definition.Instructions,
            ["schema"] = JsonNode.Parse(definition.Schema),
            ["examples"] = new JsonArray([.. definition.Examples.Select(Write)]),
            ["ground"] = definition.Ground,
        };
        // Definitions that say nothing of these keep the hash they had before there were such things.
        if (definition.Strict) written["strict"] = true;
        if (definition.Rules.Count > 0)
            written["rules"] = new JsonArray([.. definition.Rules.Select(rule => JsonValue.Create(rule.Text))]);
        return written.ToJsonString(PlainJson.Compact);
    }

    /// <summary>The definition that was written.</summary>
    public static Definition Read(string json)
    {
        var definition = JsonNode.Parse(json)!.AsObject();
        var schema = definition["schema"]!.ToJsonString(PlainJson.Compact);
        var fields = SchemaReader.Read("definition", schema);
        return new Definition
        {
            Name = definition["name"]!.GetValue<string>(),
            Instructions = definition["instructions"]!.GetValue<string>(),
            Schema = schema,
            Fields = fields,
            Examples = [.. definition["examples"]!.AsArray().Select(Read)],
            Ground = definition["ground"]!.GetValue<bool>(),
            Strict = definition["strict"]?.GetValue<bool>() ?? false,
            Rules =
            [
                .. definition["rules"]?.AsArray()
                    .Select(rule => Rule.Parse(rule!.GetValue<string>(), fields)) ?? [],
            ],
        };
    }

    /// <summary>The identity of a definition: SHA-256 of its text.</summary>
    public static byte[] Hash(Definition definition) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(Write(definition)));

    /// <summary>A JSON text without the white space between its tokens.</summary>
    internal static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString(PlainJson.Compact);

    private static JsonObject Write(Example example)
    {
        var written = new JsonObject { ["document"] = example.Document, ["fields"] = example.Fields.DeepClone() };
        if (example.Quotes is { } quotes) written["quotes"] = quotes.DeepClone();
        return written;
    }

    private static Example Read(JsonNode? example) =>
        new(example!["document"]!.GetValue<string>(), example["fields"]!.DeepClone().AsObject())
        {
            Quotes = example["quotes"]?.DeepClone().AsObject(),
        };
}
