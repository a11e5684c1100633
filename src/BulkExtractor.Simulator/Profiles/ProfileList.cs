using BulkExtractor.Simulator.Profiles.Providers;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>The providers that are played, each at its own path.</summary>
internal static class ProfileList
{
    public static IReadOnlyList<Profile> All { get; } =
    [
        Gemini.Profile,
        Groq.Profile,
        Cloudflare.Profile,
        Nvidia.Profile,
        Mistral.Profile,
        Zhipu.Profile,
        Cohere.Profile,
        Llm7.Profile,
        Ovh.Profile,
        OpenRouter.Profile,
        Ollama.Profile,
        LmStudio.Profile,
        LlamaCpp.Profile,
        Vllm.Profile,
        LocalAi.Profile,
    ];

    /// <summary>One by its name; an <see cref="InvalidDataException"/> names those that there are.</summary>
    public static Profile Find(string name) => All.FirstOrDefault(profile => profile.Name == name)
        ?? throw new InvalidDataException(
            $"there is no dialect '{name}': {string.Join(", ", All.Select(profile => profile.Name))}.");
}
