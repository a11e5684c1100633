using System.Text.Json.Nodes;

namespace BulkExtractor.Jobs;

/// <summary>A text whose fields are known.</summary>
/// <param name="Fields">The known fields, in the schema's types; what is missing is known to be empty.</param>
public sealed record GoldRow(string Text, JsonObject Fields);
