using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>Cuts a prompt without a word, as Ollama does: what came first is not read.</summary>
internal static class PromptCut
{
    private const int TagCharacters = 48;

    // The rest is left to the answer.
    private const double PromptShare = 0.75;

    public static ChatRequest Cut(ChatRequest request, int? window)
    {
        if (window is not { } tokens || request.PromptTokens <= tokens * PromptShare) return request;
        var most = (int)(tokens * PromptShare);
        var left = most - (request.PromptTokens - request.Documents.Sum(TokensOf));
        var seen = new List<WireDocument>();
        foreach (var document in request.Documents.Reverse())
        {
            left -= TokensOf(document);
            if (left < 0) break;
            seen.Insert(0, document);
        }

        return request with { Documents = seen, PromptTokens = most };
    }

    private static int TokensOf(WireDocument document) => Tokens.In(document.Text.Length + TagCharacters);
}
