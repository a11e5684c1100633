using System.Text.Json.Nodes;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>The members of an object by the properties that they are.</summary>
/// <param name="Fields">By the property's name.</param>
/// <param name="Strangers">Members that are no property.</param>
internal sealed record NamedFields(
    IReadOnlyDictionary<string, NamedField> Fields, IReadOnlyList<KeyValuePair<string, JsonNode?>> Strangers)
{
    /// <summary>Knows properties by their names as written, or else by the letters of them.</summary>
    public static NamedFields Match(FieldSchema schema, JsonObject members)
    {
        string[] names = [.. schema.Properties.Select(property => property.Name)];
        var fields = new Dictionary<string, NamedField>();
        var strangers = new List<KeyValuePair<string, JsonNode?>>();
        foreach (var member in members.OrderBy(member => !names.Contains(member.Key)))
        {
            if (FieldNames.Find(names, member.Key) is not { } name)
                strangers.Add(member);
            else if (!fields.TryGetValue(name, out var earlier))
                fields[name] = new NamedField(member.Key, member.Value, false);
            else if (CanonicalJson.Write(earlier.Value) != CanonicalJson.Write(member.Value))
                fields[name] = earlier with { IsContradicted = true };
        }

        return new(fields, strangers);
    }
}

/// <summary>A property as a model wrote it.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="IsContradicted">Whether the same property stands there under another spelling, too.</param>
internal sealed record NamedField(string Name, JsonNode? Value, bool IsContradicted);
