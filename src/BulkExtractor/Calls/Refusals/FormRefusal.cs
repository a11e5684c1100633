using System.Globalization;
using System.Text.RegularExpressions;
using BulkExtractor.Batches;
using BulkExtractor.Models;
using static BulkExtractor.Calls.FailureClass;
using static BulkExtractor.Calls.RefusalWords;

namespace BulkExtractor.Calls.Refusals;

/// <summary>Refusals of the form of a request: in another one the same documents may be answered.</summary>
internal static class FormRefusal
{
    private const int LeastOutput = 64;

    /// <summary>What follows where the form was refused; null where something else was.</summary>
    /// <param name="model">Whom it is from, as far as that is known.</param>
    public static CallFailure? Classify(Refusal refusal, Model? model)
    {
        if (refusal.Page) return null;
        if (Size(refusal) is { } size) return size;
        // Local servers fail at a grammar or a template that they cannot build, and call that their own error.
        if (refusal.Status is not (400 or 403 or 404 or 422 or 500 or 501)) return null;
        var words = refusal.Words;
        if (SystemRefused().IsMatch(words))
            return Of(refusal, "the model takes no system message") with { Refused = RequestPart.SystemRole };
        if (Part(words, model) is { } part)
            return Of(refusal, "the model does not take a parameter") with { Refused = part };
        return refusal.Status != 404 && FormatRefused().IsMatch(words)
            ? Of(refusal, "the model cannot be held to a shape this way") with
            {
                FormatRefused = true,
                OnlyPrompt = OnlySchemaOrText().IsMatch(words) || words.Contains("json_object"),
            }
            : null;
    }

    // Some count the cap of the answer in advance, against the tokens of a minute or against credit.
    private static CallFailure? Size(Refusal refusal)
    {
        var words = refusal.Words;
        if (refusal.Status is 413 or 429 && TokensOfMinute().IsMatch(words)
            && (refusal.Status == 413 || refusal.Says("too large"))
            && Number(TokenLimit().Match(words).Groups["limit"].Value) is { } limit)
            return Of(refusal, "the request is larger than the tokens of a minute") with { MostTokens = limit };

        if (MostOutputIn(refusal) is { } most)
            return Of(refusal, "less output can be asked for") with { MostOutput = most };
        return refusal.Status is 400 or 413 or 422 && SpeaksOfCap().IsMatch(words) && TooLarge().IsMatch(words)
            ? Of(refusal, "less output can be asked for") with { TooMuch = true }
            : null;
    }

    /// <summary>Whether it says how much output may be asked for.</summary>
    public static bool NamesMostOutput(Refusal refusal) => MostOutputIn(refusal) is not null;

    private static int? MostOutputIn(Refusal refusal)
    {
        var words = refusal.Words;
        if (refusal.Status is not (400 or 402 or 422) || !SpeaksOfCap().IsMatch(words)) return null;
        var most = Number(MostOutput().Match(words).Groups["most"].Value)
            ?? Number(OutputBelow().Match(words).Groups["below"].Value) - 1;
        return most >= LeastOutput ? most : null;
    }

    // A temperature of the pool file's is refused as its other members are.
    private static RequestPart? Part(string words, Model? model)
    {
        var (namesCap, namesTemperature) = (NamesCap().IsMatch(words), NamesTemperature().IsMatch(words));
        var isRefused = ParameterRefused().IsMatch(words);
        if (isRefused && namesCap) return RequestPart.CapName;
        if (!isRefused && !(namesTemperature && !namesCap && ValueRefused().IsMatch(words))) return null;
        if (model is not null && NamesExtra(words, model)) return RequestPart.Extra;
        return namesTemperature ? RequestPart.Temperature : null;
    }

    // Mostly they turn thoughts off, and who cannot do without speaks of those.
    private static bool NamesExtra(string words, Model model) => model.AllExtra.Any(member =>
        Regex.IsMatch(words, $@"\b{Regex.Escape(member.Key)}\b", RegexOptions.IgnoreCase)
        || (ControlsThoughts().IsMatch($"{member.Key} {member.Value}") && ControlsThoughts().IsMatch(words)));

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static CallFailure Of(Refusal refusal, string what) =>
        new(TryElsewhere, FailureClassifier.Told(what, refusal));
}
