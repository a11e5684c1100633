using System.Buffers;
using System.Text.Json;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>Reads and checks a request as a provider does, before its limits are asked.</summary>
internal sealed class ProfileRequestReader(Profile profile)
{
    private readonly ChatRequestReader _reader = new();

    public ProfileRequest Read(string? key, ReadOnlySequence<byte> body)
    {
        if (PlayedKeys.Find(key, profile.WantsKey) is { } kind) return Refused(new(kind));
        if (body.Length > profile.MostBytes) return Refused(new(RefusalKind.TooLarge));
        try
        {
            using var json = JsonDocument.Parse(body);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            return Refused(new(RefusalKind.InvalidBody));
        }
        catch (InvalidOperationException)
        {
            // A string with a lone surrogate is JSON that cannot be turned into text.
            return Refused(new(RefusalKind.InvalidBody));
        }
    }

    private ProfileRequest Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("model", out var id) || id.ValueKind != JsonValueKind.String
            || _reader.ReadChat(root) is not { } chat)
            return Refused(new(RefusalKind.InvalidBody));
        if (profile.Find(chat.Model) is not { } model)
            return Refused(new(RefusalKind.UnknownModel) { Model = chat.Model });
        chat = PromptCut.Cut(chat, profile.SilentCut);
        var request = Weighed(root, chat, model);
        return request with { Refusal = FindFault(root, request) };
    }

    private ProfileRequest Weighed(JsonElement root, ChatRequest chat, ProfileModel model)
    {
        // Whoever asks for no cap gets what the prompt leaves of the context.
        var room = Math.Clamp(model.Context - chat.PromptTokens, 1, model.MaxOutput);
        var cap = chat.MaxTokens ?? profile.Parameters.DefaultCap ?? room;
        if (profile.SilentCut is { } window) cap = Math.Max(1, Math.Min(cap, window - chat.PromptTokens));
        return new ProfileRequest
        {
            Chat = chat with { MaxTokens = cap },
            Model = model,
            Cap = cap,
            ThoughtTokens = (int)(Math.Min(cap, model.MaxOutput) * model.Thoughts * ThoughtSwitch.Read(root)),
            WantsJson = FormRules.Kind(root) is "json_object" or "json_schema",
        };
    }

    private ProfileRefusal? FindFault(JsonElement root, ProfileRequest request)
    {
        var (model, chat, rules) = (request.Model!, request.Chat!, profile.Parameters);
        if (model.OnlyListed) return new(RefusalKind.OnlyListed) { Model = model.Id };
        if (UnknownParameter(root) is { } parameter)
            return new(RefusalKind.UnknownParameter) { Model = model.Id, Subject = parameter };
        if (rules.ChecksCap && request.Cap > model.MaxOutput)
            return new(RefusalKind.CapTooLarge) { Model = model.Id, Tokens = request.Cap, Most = model.MaxOutput };
        if (chat.HasImages && !model.ReadsImages) return new(RefusalKind.NoImages) { Model = model.Id };
        if (FormRules.Find(root, model, rules) is { } form) return form;
        var tokens = chat.PromptTokens + (rules.CountsCapInContext ? request.Cap : 0);
        return tokens > model.Context
            ? new(RefusalKind.TooLong) { Model = model.Id, Tokens = tokens, Most = model.Context }
            : null;
    }

    private string? UnknownParameter(JsonElement root)
    {
        var names = root.EnumerateObject().Select(member => member.Name);
        return names.FirstOrDefault(name =>
            profile.Parameters.Refused.Contains(name) || profile.Parameters.Known?.Contains(name) == false);
    }

    private static ProfileRequest Refused(ProfileRefusal refusal) => new() { Refusal = refusal };
}
