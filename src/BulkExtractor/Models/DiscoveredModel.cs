using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace BulkExtractor.Models;

/// <summary>Which of the models that a provider lists join the pool, and what is known of them.</summary>
internal static partial class DiscoveredModel
{
    // It passes a request on to any free model, so nobody could say who answered, or whom to ask next.
    private const string Router = "openrouter/free";
    private const string FreeSuffix = ":free";

    // Where nothing is told, what every model of these days can do, and what a server at home loads of it.
    private const int UsualContext = 8_192;
    private const int UsualLocalContext = 4_096;
    private const int UsualOutput = 8_192;

    // All of an answer's room is asked for with each request, and fewer endpoints serve a larger one.
    private const int MostOutput = 16_384;
    private const int LeastContext = 1_024;

    /// <summary>Whether an account takes a listed model into the pool.</summary>
    public static bool Joins(Account account, ListedModel listed, DateOnly today) =>
        CanExtract(listed, today)
        && (account.Discover == ModelDiscovery.All ? !HasPrice(listed) : CostsNothing(listed))
        && (account.DiscoveredNames.Count == 0
            || account.DiscoveredNames.Any(name => FileSystemName.MatchesSimpleExpression(name, listed.Id)));

    /// <summary>Whether a listed model costs nothing and answers in text.</summary>
    public static bool IsFree(ListedModel listed, DateOnly today) => CostsNothing(listed) && CanExtract(listed, today);

    /// <summary>The model, as one of an account's.</summary>
    public static Model Create(ListedModel listed, Account account)
    {
        var family = ModelFamily.Find(listed.Id);
        var context = listed.Context ?? UntoldContext(account, family);
        var images = listed.Inputs.Contains("image") || (listed.Inputs.Count == 0 && family?.ReadsImages == true);
        return new Model(listed.Id, account, account.DiscoveredTier, context)
        {
            MaxOutput = Math.Min(Math.Min(listed.MaxOutput ?? UsualOutput, MostOutput), context / 2),
            ReadsImages = images,
            GoodFor = [.. Abilities(listed, images, family).Distinct()],
            Limits = account.Each,
            Retires = listed.Expires,
            Discovered = true,
            Listed = true,
        };
    }

    // A server at home has loaded what it was told to, whatever the model could.
    private static int UntoldContext(Account account, ModelFamily? family) =>
        account.DiscoveredTier == Tier.Local ? UsualLocalContext : family?.Context ?? UsualContext;

    private static bool CanExtract(ListedModel listed, DateOnly today) =>
        (listed.Outputs.Count == 0 || listed.Outputs.Contains("text"))
        && (listed.Inputs.Count == 0 || listed.Inputs.Contains("text"))
        && !(listed.Context < LeastContext)
        && !(listed.Expires < today)
        && listed.Id != Router
        && !NoExtractor().IsMatch(listed.Id);

    private static bool HasPrice(ListedModel listed) => listed.Prices.Values.Any(price => price is not null and not 0);

    // A free id with a price contradicts itself, and money is not spent on a doubt.
    private static bool CostsNothing(ListedModel listed) =>
        !HasPrice(listed)
        && (listed.Id.EndsWith(FreeSuffix, StringComparison.Ordinal)
            || (listed.Prices.GetValueOrDefault("prompt") == 0 && listed.Prices.GetValueOrDefault("completion") == 0
                && listed.Prices.Values.All(price => price == 0)));

    private static IEnumerable<string> Abilities(ListedModel listed, bool images, ModelFamily? family)
    {
        if (images) yield return "vision";
        if (listed.Parameters.Contains("reasoning")) yield return "reasoning";
        if (listed.Parameters.Contains("structured_outputs") || listed.Parameters.Contains("response_format"))
            yield return "structured";
        foreach (var ability in family?.GoodFor.Where(ability => ability != "vision") ?? []) yield return ability;
    }

    // Classifiers are listed as writing text too; lists without any detail hold what paints and speaks as well.
    [GeneratedRegex(
        @"\b(guard|content-safety|safeguard|moderation|embed(ding)?s?|rerank(er)?|tts|whisper|audio|imagen|veo|lyria"
        + @"|orpheus|transcribe|realtime|live|aqa|ocr|(flash|pro)-image|flux|stable-diffusion|bge|minilm)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex NoExtractor();
}
