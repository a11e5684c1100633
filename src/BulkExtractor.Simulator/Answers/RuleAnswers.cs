using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Answers every property with null.</summary>
public sealed class RuleAnswers : IAnswers
{
    /// <inheritdoc/>
    public JsonObject Answer(string document, JsonObject schema)
    {
        var fields = new JsonObject();
        if (schema["properties"] is not JsonObject properties) return fields;
        foreach (var property in properties) fields[property.Key] = null;
        return fields;
    }
}
