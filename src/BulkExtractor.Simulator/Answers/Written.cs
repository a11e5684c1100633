using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Answers;

/// <summary>What a simulated model writes about one document.</summary>
/// <param name="Fields">May be shared: only read, and replaced as a whole.</param>
internal sealed record Written(string Id, JsonObject Fields, JsonObject? Quotes);
