using BulkExtractor.Simulator.Profiles.Limits;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>A request as a provider has read it, or why it does not.</summary>
internal sealed record ProfileRequest
{
    public ChatRequest? Chat { get; init; }

    public ProfileModel? Model { get; init; }

    public ProfileRefusal? Refusal { get; init; }

    /// <summary>The most tokens that the answer may have.</summary>
    public int Cap { get; init; }

    public int ThoughtTokens { get; init; }

    /// <summary>Whether the answer was asked to be JSON.</summary>
    public bool WantsJson { get; init; }

    public RequestWeight Weight => Model is { } model && Chat is { } chat
        ? new RequestWeight(chat.PromptTokens, Cap, model.InputPrice, model.OutputPrice)
        : default;
}
