using System.Text.Json.Nodes;

namespace BulkExtractor.Samples;

/// <summary>A document as a person might have written it, its row in the CSV, and the fields it holds.</summary>
public sealed record Sample(string Id, string Document, JsonObject Fields, IReadOnlyList<string> Row);
