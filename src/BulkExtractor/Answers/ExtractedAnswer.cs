using System.Text.Json.Nodes;
using BulkExtractor.Batches;

namespace BulkExtractor.Answers;

/// <summary>What one model, or one slice of a text, says of a document.</summary>
/// <param name="By">Who says it: a model's id, or <c>slice 2</c>.</param>
public sealed record ExtractedAnswer(string By, JsonObject Fields, Evidence Evidence);
