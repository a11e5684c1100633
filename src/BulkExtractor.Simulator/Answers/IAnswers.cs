using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Answers;

/// <summary>What the simulated models know: the fields of a document.</summary>
public interface IAnswers
{
    /// <summary>The fields of a document under the schema; they are only read, and may be shared.</summary>
    JsonObject Answer(string document, JsonObject schema);
}
