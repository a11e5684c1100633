using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Knows what a model would answer about a document.</summary>
public interface IAnswers
{
    /// <summary>The fields that the schema asks for, as the document gives them.</summary>
    JsonObject Answer(string document, JsonObject schema);
}
