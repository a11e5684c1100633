using BulkExtractor.Calls.Refusals;
using BulkExtractor.Models;
using static BulkExtractor.Calls.FailureClass;
using static BulkExtractor.Calls.RefusalWords;

namespace BulkExtractor.Calls;

/// <summary>What follows from a refusal: the families of errors, told apart by words and status.</summary>
/// <remarks>
/// Words only spare requests. A refusal whose words say nothing is unexplained, and blames nobody before it is known
/// how the model and its account fare with other documents.
/// </remarks>
internal static class FailureClassifier
{
    // What only the user can mend, or what a model cannot do at all, is not asked for again every minute.
    private static readonly TimeSpan LongPause = TimeSpan.FromHours(6);
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(30);

    /// <summary>Classifies a refusal.</summary>
    /// <param name="model">Whom it is from, as far as that is known.</param>
    public static CallFailure Classify(Refusal refusal, DateTimeOffset now, Model? model = null) =>
        Overflow(refusal, model) ?? FormRefusal.Classify(refusal, model) ?? refusal.Status switch
        {
            429 => LimitRefusal.Classify(refusal, now, model?.Account),
            301 or 308 => Stopped($"the address has moved ({refusal.Status}): mend it in the pool file"),
            >= 300 and < 400 => new(TryElsewhere, $"the address answers with a redirect ({refusal.Status})"),
            >= 400 and <= 407 or 410 or 413 or 414 or 415 or 422 or 426 or 431 or 451 or 501
                => ClientError(refusal, now, model),
            // Also 408, 409, 423, 424, 425, 498, 499 and what nobody knows: it passes by itself.
            _ => Passing(refusal),
        };

    private static CallFailure ClientError(Refusal refusal, DateTimeOffset now, Model? model) =>
        Content(refusal)
        ?? Relayed(refusal)
        ?? refusal.Status switch
        {
            401 => Stopped(Told("the account's key is wrong or missing: mend it in the environment", refusal)),
            402 => Unpaid(refusal),
            404 => NotFound(refusal, model),
            405 or 426 => WrongAddress(refusal),
            410 => new(ModelGone, Told("the model is gone", refusal)),
            413 => new(ChunkAtFault, Told("the request is too large for the provider", refusal)),
            _ => ByWords(refusal, now, model),
        };

    private static CallFailure? Content(Refusal refusal)
    {
        if (ShutOut().IsMatch(refusal.Words)) return null;
        return refusal.Flagged || (refusal.Status is not 404 and not 429 && Moderation().IsMatch(refusal.Words))
            ? new(ChunkAtFault, Told("a moderation flagged the content", refusal))
            : null;
    }

    // What the provider behind a router says of its keys and its credit is not about our account.
    private static CallFailure? Relayed(Refusal refusal)
    {
        if (!refusal.Relayed) return null;
        if (refusal.RawStatus is 429 or >= 500 || PassesByItself().IsMatch(refusal.Raw)) return Passing(refusal);
        return refusal.Status is 401 or 402 || CredentialsOfProvider().IsMatch(refusal.Raw)
            || NoCredit().IsMatch(refusal.Raw)
            ? Waits.Timed(new(ModelPaused, Told("the router's own provider refused it", refusal)), refusal)
            : null;
    }

    private static CallFailure Unpaid(Refusal refusal)
    {
        if (refusal.LimitSource == "openrouter_in_flight_budget" || refusal.Says("in_flight_budget"))
            return Waits.TimedOr(
                new(AccountPaused, Told("the account's budget is bound by requests in flight", refusal)),
                refusal,
                ShortPause);
        return SpentWindow.IsMonth(refusal.Words)
            ? new(AccountPaused, Told("the account's month is spent", refusal)) { Spent = true }
            : NoCreditLeft(refusal);
    }

    private static CallFailure NotFound(Refusal refusal, Model? model)
    {
        if (ShutOut().IsMatch(refusal.Words)) return PolicyPause(refusal, model);
        if (NotRoutable().IsMatch(refusal.Words))
            return new(TryElsewhere, Told("no provider of the model takes this request", refusal));
        var named = NamesModel().IsMatch(refusal.Words) || (model is not null && refusal.Says(model.Id));
        return named && !refusal.Page ? new(ModelGone, Told("the model is gone", refusal)) : WrongAddress(refusal);
    }

    // The order matters: what is narrower stands before what is wider.
    private static CallFailure ByWords(Refusal refusal, DateTimeOffset now, Model? model)
    {
        var words = refusal.Page ? "" : refusal.Words;
        if (ShutOut().IsMatch(words)) return PolicyPause(refusal, model);
        if (refusal.Says("agentic harness"))
            return new(ModelGone, Told("the model is only for agentic harnesses", refusal));
        if (GoneModel().IsMatch(words))
            return new(ModelGone, Told("the provider does not know the model", refusal));
        if (WrongKey().IsMatch(words))
            return Stopped(Told("the account's key is wrong or missing: mend it in the environment", refusal));
        if (WrongRegion().IsMatch(words))
            return Stopped(Told("the provider does not serve where this machine is: ask from elsewhere", refusal));
        if (refusal.Says("Key limit exceeded"))
            return Stopped(Told("the key's spending limit is reached: raise it", refusal));
        if (ClosedAccount().IsMatch(words)) return AccountClosed(refusal);
        if (NoCredit().IsMatch(words)) return NoCreditLeft(refusal);
        if (Incapable().IsMatch(words))
            return new(ModelPaused, Told("the model cannot take this kind of request", refusal)) { Delay = LongPause };
        if (TooMany().IsMatch(words)) return LimitRefusal.Classify(refusal, now, model?.Account);
        if (PassesByItself().IsMatch(words)) return Passing(refusal);
        if (refusal.NamesParameter("model")) return RefusesModel(refusal);
        return refusal.Status == 403 ? Forbidden(refusal) : Unexplained(refusal);
    }

    private static CallFailure RefusesModel(Refusal refusal) =>
        new(ModelPaused, Told("the provider refuses the model's name", refusal)) { Delay = LongPause };

    private static CallFailure Forbidden(Refusal refusal)
    {
        var forbidden = new CallFailure(ModelPaused, Told("the provider forbids the model", refusal));
        return Waits.TimedOr(forbidden, refusal, LongPause);
    }

    private static CallFailure Unexplained(Refusal refusal) =>
        new(ChunkAtFault, Told("the provider refused the request", refusal)) { Unexplained = true };

    private static CallFailure Stopped(string reason) => new(AccountStopped, reason);

    private static CallFailure WrongAddress(Refusal refusal) =>
        Stopped(Told($"the provider knows no such address ({refusal.Status}): check the account's address in the pool"
            + " file", refusal)) with
        {
            OfAddress = true,
        };

    private static CallFailure PolicyPause(Refusal refusal, Model? model)
    {
        var place = model is null || Prompt.SpeaksOpenRouter(model.Account)
            ? "at https://openrouter.ai/settings/privacy"
            : $"in the settings of {model.Account.Address.Host}";
        var advice = "the model is alive but shut out by the account's data policy or guardrails; allow it"
            + $" {place}, or allow data_collection in the job";
        return new(ModelPaused, Told(advice, refusal)) { Delay = LongPause };
    }

    // Input and asked-for output count together; LocalAI says the same with status 500.
    private static CallFailure? Overflow(Refusal refusal, Model? model)
    {
        if (!ContextOverflow().IsMatch(refusal.Words) || refusal.Status == 429) return null;

        var limit = ContextLimit().Match(refusal.Words).Groups["limit"].Value;
        if (limit.Length == 0 && FormRefusal.NamesMostOutput(refusal)) return null;
        var asked = AskedTokens().Match(refusal.Words).Groups["asked"].Value;
        return new(ChunkAtFault, limit.Length > 0 && asked.Length > 0
            ? $"the request is longer than the model's context: {asked} tokens, {limit} fit"
            : Told("the request is longer than the model's context", refusal))
        {
            MostTokens = int.TryParse(limit, out var most) && most < model?.Context ? most : null,
            TooMuch = limit.Length == 0,
        };
    }

    private static CallFailure Passing(Refusal refusal)
    {
        // LocalAI and llama.cpp; whatever they are asked meanwhile would be refused as well.
        if (refusal.Says("model_loading") || refusal.Says("Loading model"))
            return Waits.Timed(new(ModelPaused, Told("the model is still being loaded", refusal)), refusal);

        var failure = new CallFailure(TryElsewhere, Told($"the provider failed ({refusal.Status})", refusal));
        return refusal.ComeBack is { Delay: null }
            ? failure
            : Waits.Timed(failure with { Class = ModelPaused }, refusal);
    }

    /// <summary>The account cannot pay for the request.</summary>
    internal static CallFailure NoCreditLeft(Refusal refusal) =>
        Stopped(Told("the account has no credit for this: add credit or raise its cap", refusal));

    /// <summary>The provider serves nobody of the account.</summary>
    internal static CallFailure AccountClosed(Refusal refusal) =>
        Stopped(Told("the provider has closed the account or its project: open it there", refusal));

    /// <summary>What is meant, and in which words the provider said it.</summary>
    internal static string Told(string what, Refusal refusal)
    {
        var words = refusal.Message;
        if (refusal.Raw.Length > 0) words = $"{words}: {refusal.Raw}";
        return words.Length == 0 ? $"{what} ({refusal.Status})" : $"{what}: {words}";
    }
}
