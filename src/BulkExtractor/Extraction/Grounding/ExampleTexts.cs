using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using BulkExtractor.Jobs;

namespace BulkExtractor.Extraction.Grounding;

/// <summary>The examples of a definition, documents and fields, to look for what leaked from them.</summary>
internal static class ExampleTexts
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ConditionalWeakTable<Definition, SourceText[]> Known = [];

    /// <summary>One text for each example.</summary>
    public static IReadOnlyList<SourceText> Of(Definition definition) =>
        Known.GetValue(definition, d => [.. d.Examples.Select(TextOf)]);

    private static SourceText TextOf(Example example) => new($"{example.Document}\n{example.Fields.ToJsonString(Plain)}");
}
