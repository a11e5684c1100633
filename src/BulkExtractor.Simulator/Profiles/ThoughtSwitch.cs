using System.Text.Json;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>How much a model thinks, by the members of a request with which providers bound it.</summary>
internal static class ThoughtSwitch
{
    private const double Low = 0.25;

    /// <summary>The part of its usual thoughts: 0 none, 1 all.</summary>
    public static double Read(JsonElement root)
    {
        if (IsFalse(Member(root, "chat_template_kwargs"), "enable_thinking") || IsFalse(root, "enable_thinking")
            || IsFalse(Member(root, "reasoning"), "enabled") || Text(Member(root, "thinking"), "type") == "disabled")
            return 0;
        return Text(root, "reasoning_effort") switch
        {
            "none" => 0,
            "minimal" or "low" => Low,
            _ => 1,
        };
    }

    private static JsonElement Member(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var member) ? member : default;

    private static bool IsFalse(JsonElement root, string name) => Member(root, name).ValueKind == JsonValueKind.False;

    private static string? Text(JsonElement root, string name) =>
        Member(root, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
