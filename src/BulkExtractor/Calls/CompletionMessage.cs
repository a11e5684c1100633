using System.Text;
using System.Text.Json;

namespace BulkExtractor.Calls;

/// <summary>What one choice of a completion says, in whichever member it stands.</summary>
/// <param name="Content">The answer; empty if there is none.</param>
/// <param name="Reasoning">The thoughts, where they stand apart.</param>
/// <param name="Finish">Why it ended; empty where that is not said.</param>
/// <param name="Refusal">Why the model would not answer.</param>
internal sealed record CompletionMessage(string Content, string Reasoning, string Finish, string Refusal)
{
    private static readonly string[] Others = ["role", "content", "refusal", "name", "id"];

    /// <summary>A choice of a completion that came at once.</summary>
    public static CompletionMessage Read(JsonElement choice)
    {
        var message = choice.Member("message");
        string[] contents =
            [ContentOf(message.Member("content")), ToolArguments(message), ContentOf(choice.Member("text"))];
        return new(
            contents.FirstOrDefault(content => !string.IsNullOrWhiteSpace(content)) ?? "",
            ReasoningOf(message),
            choice.Text("finish_reason"),
            message.Text("refusal"));
    }

    /// <summary>A choice that came in pieces, of which the last says how it ended.</summary>
    public static CompletionMessage Join(IReadOnlyList<JsonElement> choices)
    {
        JsonElement[] deltas = [.. choices.Select(choice => choice.Member("delta"))];
        var content = string.Concat(deltas.Select(delta => ContentOf(delta.Member("content"))));
        var texts = string.Concat(choices.Select(choice => ContentOf(choice.Member("text"))));
        return new(
            string.IsNullOrWhiteSpace(content) ? string.Concat(deltas.Select(ToolArguments)) + texts : content,
            string.Concat(deltas.Select(ReasoningOf)),
            choices.Select(choice => choice.Text("finish_reason")).LastOrDefault(finish => finish.Length > 0) ?? "",
            string.Concat(deltas.Select(delta => delta.Text("refusal"))));
    }

    // Providers agree on no name, but it is the only other text; several that differ are none.
    private static string ReasoningOf(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object) return "";
        string[] texts =
        [
            .. message.EnumerateObject()
                .Where(member => member.Value.ValueKind == JsonValueKind.String && !Others.Contains(member.Name))
                .Select(member => member.Value.GetString()!)
                .Distinct(),
        ];
        return texts.Length == 1 ? texts[0] : "";
    }

    private static string ContentOf(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Array when content.GetArrayLength() == 0 || content.EnumerateArray().Any(IsPart) => Join(content),
        JsonValueKind.Object when IsPart(content) => PartOf(content),
        JsonValueKind.Array => content.GetRawText(),
        JsonValueKind.Object when content.EnumerateObject().Any() => content.GetRawText(),
        _ => "",
    };

    private static string Join(JsonElement parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts.EnumerateArray()) text.Append(PartOf(part));
        return text.ToString();
    }

    // What is no part of a text is the answer itself, parsed by somebody on the way.
    private static bool IsPart(JsonElement part) =>
        part.ValueKind == JsonValueKind.String
        || part.Member("type").ValueKind == JsonValueKind.String
        || part.Member("text").ValueKind == JsonValueKind.String;

    private static string PartOf(JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.String) return part.GetString()!;
        if (part.Text("type") is "thinking" or "reasoning") return "";
        return part.Text("text") is { Length: > 0 } text ? text : part.Member("text").Text("value");
    }

    // Several calls are several parts of one answer.
    private static string ToolArguments(JsonElement message)
    {
        var calls = message.Member("tool_calls");
        return calls.ValueKind == JsonValueKind.Array
            ? string.Concat(calls.EnumerateArray().Select(call => ArgumentsOf(call.Member("function"))))
            : ArgumentsOf(message.Member("function_call"));
    }

    private static string ArgumentsOf(JsonElement function)
    {
        var arguments = function.Member("arguments");
        return arguments.ValueKind == JsonValueKind.Object ? arguments.GetRawText() : function.Text("arguments");
    }
}
