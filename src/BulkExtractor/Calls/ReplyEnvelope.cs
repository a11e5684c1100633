using System.Text;
using System.Text.Json;

namespace BulkExtractor.Calls;

/// <summary>Reads a chat completion: also the errors, gaps and oddities that come with status 200.</summary>
internal static class ReplyEnvelope
{
    /// <summary>The reply in the body of a success.</summary>
    public static ModelReply Read(int status, ReplyHeaders headers, string body, DateTimeOffset now)
    {
        try
        {
            using var json = JsonDocument.Parse(JsonEscapes.Clean(body));
            return Read(json.RootElement, headers, now) with { Status = status };
        }
        catch (JsonException)
        {
            var what = body.AsSpan().TrimStart().StartsWith("<") ? "a web page" : "no whole JSON";
            return Failed($"the answer is {(body.AsSpan().Trim().IsEmpty ? "empty" : what)}") with { Status = status };
        }
    }

    private static ModelReply Read(JsonElement root, ReplyHeaders headers, DateTimeOffset now)
    {
        var choice = root.Member("choices").First();
        var reply = (ErrorOf(root) ?? ErrorOf(choice)) is { } error
            ? new ModelReply { Failure = FailureClassifier.Classify(Refusal.Parse(error, 200, headers, now), now) }
            : FromChoice(choice);
        var usage = root.Member("usage");
        return reply with
        {
            AnsweredBy = root.Text("model") is { Length: > 0 and <= 200 } model ? model : null,
            PromptTokens = usage.Count("prompt_tokens"),
            CompletionTokens = usage.Count("completion_tokens"),
            Cost = usage.Amount("cost"),
            ReasoningTokens = usage.Member("completion_tokens_details").Count("reasoning_tokens"),
        };
    }

    private static JsonElement? ErrorOf(JsonElement element) =>
        element.Member("error") is { ValueKind: JsonValueKind.Object or JsonValueKind.String } error ? error : null;

    private static ModelReply FromChoice(JsonElement choice)
    {
        if (choice.ValueKind != JsonValueKind.Object) return Failed("the answer holds no choice");

        var message = choice.Member("message");
        var content = ContentOf(message.Member("content"));
        var finish = choice.Text("finish_reason");
        if (finish == "error") return Failed("the provider broke off with an error");
        if (string.IsNullOrWhiteSpace(content)) return Empty(finish, message.Text("refusal"));

        // What a content filter cut off is as incomplete as what the output limit did.
        return new ModelReply { Content = content, Truncated = finish is "length" or "content_filter" };
    }

    private static ModelReply Empty(string finish, string refusal)
    {
        if (refusal.Length > 0)
            return new() { Failure = new(FailureClass.ChunkAtFault, $"the model refused to answer: {refusal}") };
        if (finish == "content_filter")
            return new() { Failure = new(FailureClass.ChunkAtFault, "a content filter stopped the answer") };

        return finish == "length"
            ? Failed("the answer is empty: reasoning used up the output limit") with { Truncated = true }
            : Failed("the answer is empty");
    }

    private static string ContentOf(JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String) return content.GetString()!;
        if (content.ValueKind != JsonValueKind.Array) return "";

        var text = new StringBuilder();
        foreach (var part in content.EnumerateArray())
            text.Append(part.ValueKind == JsonValueKind.String ? part.GetString() : part.Text("text"));
        return text.ToString();
    }

    private static ModelReply Failed(string reason) => new() { Failure = new(FailureClass.TryElsewhere, reason) };
}
