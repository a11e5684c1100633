using System.Text.RegularExpressions;

namespace BulkExtractor.Models;

/// <summary>Which listed models cost nothing and can extract, and what a pool knows of them.</summary>
internal static partial class FreeModel
{
    // It passes a request on to any free model, so nobody could say who answered, or whom to ask next.
    private const string Router = "openrouter/free";
    private const string FreeSuffix = ":free";

    // Where nothing is told, what every model of these days can do.
    private const int UsualContext = 8_192;
    private const int UsualOutput = 8_192;

    // All of an answer's room is asked for with each request, and fewer endpoints serve a larger one.
    private const int MostOutput = 16_384;
    private const int LeastContext = 1_024;

    /// <summary>Whether a listed model costs nothing and answers in text.</summary>
    public static bool Is(ListedModel listed, DateOnly today) =>
        CostsNothing(listed)
        && (listed.Outputs.Count == 0 || listed.Outputs.Contains("text"))
        && (listed.Inputs.Count == 0 || listed.Inputs.Contains("text"))
        && !(listed.Context < LeastContext)
        && !(listed.Expires < today)
        && listed.Id != Router
        && !NoExtractor().IsMatch(listed.Id);

    /// <summary>The model, as one of an account's free tier.</summary>
    public static Model Create(ListedModel listed, Account account)
    {
        var context = listed.Context ?? UsualContext;
        var images = listed.Inputs.Contains("image");
        return new Model(listed.Id, account, Tier.Free, context)
        {
            MaxOutput = Math.Min(Math.Min(listed.MaxOutput ?? UsualOutput, MostOutput), context / 2),
            ReadsImages = images,
            GoodFor = [.. Abilities(listed, images)],
            Limits = account.Each,
            Retires = listed.Expires,
            Discovered = true,
            Listed = true,
        };
    }

    // A free id with a price contradicts itself, and money is not spent on a doubt.
    private static bool CostsNothing(ListedModel listed)
    {
        if (listed.Prices.Values.Any(price => price is not null and not 0)) return false;
        return listed.Id.EndsWith(FreeSuffix, StringComparison.Ordinal)
            || (listed.Prices.GetValueOrDefault("prompt") == 0 && listed.Prices.GetValueOrDefault("completion") == 0
                && listed.Prices.Values.All(price => price == 0));
    }

    private static IEnumerable<string> Abilities(ListedModel listed, bool images)
    {
        if (images) yield return "vision";
        if (listed.Parameters.Contains("reasoning")) yield return "reasoning";
        if (listed.Parameters.Contains("structured_outputs") || listed.Parameters.Contains("response_format"))
            yield return "structured";
    }

    // Classifiers are listed as writing text too.
    [GeneratedRegex(@"\b(guard|content-safety|moderation|embed(ding)?s?|rerank(er)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoExtractor();
}
