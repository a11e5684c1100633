using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Models;

/// <summary>Members that a pool file adds to the requests of an account or a model.</summary>
internal static class ExtraSection
{
    // What the program writes itself, and reads the answers by.
    private static readonly string[] Own =
    [
        "model", "messages", "stream", "stream_options", "n", "response_format", "max_tokens", "max_completion_tokens",
        "tools", "tool_choice", "plugins", "provider",
    ];

    /// <summary>The members by name.</summary>
    public static IReadOnlyDictionary<string, JsonNode?> Read(YamlValue section) => section.Entries().ToDictionary(
        entry => entry.Name,
        entry => Own.Contains(entry.Name)
            ? throw entry.Value.Fault("is written by the program itself; take it out")
            : entry.Value.Json());
}
