using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Wire;

/// <summary>The schemas read so far, by their messages: a batch sends the same one each time.</summary>
internal sealed class SchemaCache
{
    private const int Capacity = 64;

    private readonly ConcurrentDictionary<string, JsonObject?> _schemas = new(StringComparer.Ordinal);

    public JsonObject? Find(string message)
    {
        if (_schemas.TryGetValue(message, out var known)) return known;

        if (_schemas.Count >= Capacity) _schemas.Clear();
        return _schemas[message] = SchemaTags.Find(message);
    }
}
