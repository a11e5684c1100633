using System.Text.Json;
using BulkExtractor.Calls.Refusals;

namespace BulkExtractor.Calls;

/// <summary>Reads a chat completion: also the errors, gaps and oddities that come with status 200.</summary>
internal static class ReplyEnvelope
{
    /// <summary>The reply in the body of a success.</summary>
    public static ModelReply Read(int status, ReplyHeaders headers, string body, DateTimeOffset now)
    {
        try
        {
            var values = CompletionBody.Read(body);
            return (values.Count == 0 ? Failed("the answer is empty") : Read(values, headers, now)) with
            {
                Status = status,
                Told = ToldLimits.In(headers),
            };
        }
        catch (JsonException)
        {
            var what = body.AsSpan().TrimStart().StartsWith("<") ? "a web page" : "no whole JSON";
            return Failed($"the answer is {what}") with { Status = status };
        }
    }

    private static ModelReply Read(IReadOnlyList<JsonElement> values, ReplyHeaders headers, DateTimeOffset now)
    {
        // An answer in pieces tells its usage at its end.
        var usage = values.Select(value => value.Member("usage"))
            .LastOrDefault(one => one.ValueKind == JsonValueKind.Object);
        return ReplyOf(values, headers, now) with
        {
            AnsweredBy = values[0].Text("model") is { Length: > 0 and <= 200 } model ? model : null,
            PromptTokens = usage.Count("prompt_tokens"),
            CompletionTokens = usage.Count("completion_tokens"),
            Cost = usage.Amount("cost"),
            ReasoningTokens = usage.Member("completion_tokens_details").Count("reasoning_tokens"),
        };
    }

    private static ModelReply ReplyOf(IReadOnlyList<JsonElement> values, ReplyHeaders headers, DateTimeOffset now)
    {
        if (values.Select(ErrorOf).FirstOrDefault(one => one is not null) is { } error)
            return Refused(error, headers, now);

        JsonElement[] choices = [.. values.SelectMany(ChoicesOf)];
        if (choices.Length == 0) return WithoutChoice(values[0], headers, now);
        if (choices.Any(choice => choice.Member("delta").ValueKind == JsonValueKind.Object))
            return FromPieces([.. choices.Where(choice => choice.Count("index") is null or 0)]);

        // Of several choices the first that says something; the whole completion may be there twice.
        CompletionMessage[] firsts =
            [.. values.Select(value => FirstOf(value)).OfType<CompletionMessage>().DistinctBy(said => said.Content)];
        return firsts.Length == 1 ? FromMessage(firsts[0]) : Failed("the answer came twice, differently");
    }

    // Some write an error in place of the whole answer, without a name for it.
    private static ModelReply WithoutChoice(JsonElement value, ReplyHeaders headers, DateTimeOffset now) =>
        ErrorText.Sentence(value).Length == 0
            ? Failed("the answer holds no choice")
            : Refused(value, headers, now);

    private static ModelReply Refused(JsonElement error, ReplyHeaders headers, DateTimeOffset now) =>
        new() { Failure = FailureClassifier.Classify(Refusal.Parse(error, 200, headers, now), now) };

    private static IEnumerable<JsonElement> ChoicesOf(JsonElement value)
    {
        if (value.Member("choices") is { ValueKind: JsonValueKind.Array } choices)
            return choices.EnumerateArray().Where(choice => choice.ValueKind == JsonValueKind.Object);

        // The only choice without its list, as local servers write it in their own API.
        return value.Member("message").Member("content").ValueKind == JsonValueKind.String ? [value] : [];
    }

    private static CompletionMessage? FirstOf(JsonElement value)
    {
        CompletionMessage[] said = [.. ChoicesOf(value).Select(CompletionMessage.Read)];
        return said.FirstOrDefault(one => one.Content.Length > 0) ?? said.FirstOrDefault();
    }

    private static ModelReply FromPieces(IReadOnlyList<JsonElement> choices)
    {
        var message = CompletionMessage.Join(choices);
        return message.Finish.Length > 0 ? FromMessage(message) : FromMessage(message with { Finish = "error" });
    }

    private static ModelReply FromMessage(CompletionMessage message)
    {
        var content = message.Content.Length > 0 ? message.Content : ReasonedAnswer.Of(message) ?? "";
        // What came before a provider broke off may hold whole documents.
        if (message.Finish == "error" && !content.Contains('{'))
            return Failed("the provider broke off with an error");
        if (string.IsNullOrWhiteSpace(content)) return Empty(message);

        // What a content filter cut off is as incomplete as what the output limit did.
        return new ModelReply
        {
            Content = content,
            Truncated = message.Finish is "length" or "content_filter" or "error",
        };
    }

    private static ModelReply Empty(CompletionMessage message)
    {
        if (message.Refusal.Length > 0) return Refused($"the model refused to answer: {message.Refusal}");
        if (message.Finish == "content_filter") return Refused("a content filter stopped the answer");

        return message.Finish == "length"
            ? Failed("the answer is empty: reasoning used up the output limit") with
            {
                Truncated = true,
                OnlyThoughts = true,
            }
            : Failed("the answer is empty");
    }

    private static JsonElement? ErrorOf(JsonElement value)
    {
        JsonElement[] errors = [.. ChoicesOf(value).Take(1).Prepend(value).Select(one => one.Member("error"))];
        errors = [.. errors.Where(error => error.ValueKind is JsonValueKind.Object or JsonValueKind.String)];
        if (errors.Length == 0 || (FirstOf(value)?.Content.Length > 0 && !errors.Any(SaysSomething))) return null;
        return errors.Any(SaysSomething) ? errors.First(SaysSomething) : errors[0];
    }

    // Some write an error beside every answer, with nothing in it.
    private static bool SaysSomething(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.Object => error.EnumerateObject().Any(member => SaysSomething(member.Value)),
        JsonValueKind.Array => error.EnumerateArray().Any(SaysSomething),
        JsonValueKind.String => !string.IsNullOrWhiteSpace(error.GetString()),
        JsonValueKind.Number => error.GetRawText() != "0",
        JsonValueKind.True => true,
        _ => false,
    };

    private static ModelReply Refused(string reason) => new() { Failure = new(FailureClass.ChunkAtFault, reason) };

    private static ModelReply Failed(string reason) => new() { Failure = new(FailureClass.TryElsewhere, reason) };
}
