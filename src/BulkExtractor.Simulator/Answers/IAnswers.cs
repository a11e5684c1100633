using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Answers;

/// <summary>What the simulated models know: the fields of a document.</summary>
public interface IAnswers
{
    /// <summary>The fields of a document under the schema; they are only read, and may be shared.</summary>
    JsonObject Answer(string document, JsonObject schema);

    /// <summary>
    /// The fields that are not known, where nothing at all is found of a document; none where something is.
    /// </summary>
    IReadOnlyList<string> FindUnknown(string document, JsonObject schema);
}
