using static BulkExtractor.Calls.FailureClass;
using static BulkExtractor.Calls.RefusalWords;

namespace BulkExtractor.Calls;

/// <summary>What follows from a refusal: the families of errors, told apart by words and status.</summary>
internal static class FailureClassifier
{
    // What only the user can mend, or what a model cannot do at all, is not asked for again every minute.
    private static readonly TimeSpan LongPause = TimeSpan.FromHours(6);
    private static readonly TimeSpan FullMinute = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MidnightMargin = TimeSpan.FromSeconds(2);

    /// <summary>Classifies a refusal.</summary>
    public static CallFailure Classify(Refusal refusal, DateTimeOffset now) =>
        Overflow(refusal) ?? refusal.Status switch
        {
            429 => Limited(refusal, now),
            400 => BadRequest(refusal),
            401 => Unauthorised(refusal),
            402 => Unpaid(refusal),
            403 => Forbidden(refusal),
            404 => NotFound(refusal),
            413 => new(ChunkAtFault, Told("the request is too large for the provider", refusal)),
            422 => new(ChunkAtFault, Told("the provider refused the request", refusal)),
            301 or 308 => new(AccountStopped, $"the address has moved ({refusal.Status}): mend it in the pool file"),
            >= 300 and < 400 => new(TryElsewhere, $"the address answers with a redirect ({refusal.Status})"),
            >= 400 and < 500 and not 408 => new(ChunkAtFault, Told("the provider refused the request", refusal)),
            _ => Passing(refusal),
        };

    private static CallFailure Limited(Refusal refusal, DateTimeOffset now)
    {
        if (refusal.LimitSource == "openrouter_free_tier_daily" || AccountDay().IsMatch(refusal.Message))
            return Hit(UntilTomorrow(AccountPaused, "the account's free requests of the day are spent", refusal, now));
        if (refusal.LimitSource == "openrouter_free_tier_per_minute" || AccountMinute().IsMatch(refusal.Message))
        {
            var paused = AccountUntil(refusal, "the account's requests of the minute are spent", FullMinute);
            return Hit(paused, perDay: false);
        }

        if (refusal.Says("limit_rpd/") || refusal.Says("Daily limit reached for"))
            return Hit(UntilTomorrow(ModelPaused, "the model's requests of the day are spent", refusal, now));
        if (refusal is { Json: false } && refusal.Says("1015"))
            return AccountUntil(refusal, "the edge blocks us for too many requests", FullMinute);

        var limited = ModelUntil(refusal, Told("the model is rate-limited", refusal));
        return refusal.Says("limit_rpm/") ? Hit(limited, perDay: false) : limited;

        CallFailure Hit(CallFailure failure, bool perDay = true) =>
            failure with { Hit = new LimitHit(failure.Class == ModelPaused, perDay, refusal.Limit) };
    }

    private static CallFailure BadRequest(Refusal refusal)
    {
        if (refusal.Says("is not a valid model ID") || refusal.Says("model_not_found"))
            return new(ModelGone, Told("the provider does not know the model", refusal));
        if (FormatRefused().IsMatch($"{refusal.Message} {refusal.Raw}"))
            return new(TryElsewhere, Told("the model cannot be held to a shape this way", refusal))
            {
                FormatRefused = true,
            };
        if (Incapable().IsMatch($"{refusal.Message} {refusal.Raw}"))
            return Paused(Told("the model cannot take this kind of request", refusal), LongPause);
        if (refusal.Relayed && CredentialsOfProvider().IsMatch(refusal.Raw))
            return ModelUntil(refusal, Told("the router's own provider refused it", refusal));

        return new(ChunkAtFault, Told("the provider refused the request", refusal));
    }

    private static CallFailure Unauthorised(Refusal refusal) =>
        refusal.Relayed
            ? ModelUntil(refusal, Told("the router's own provider refused it", refusal))
            : new(AccountStopped, Told("the account's key is wrong or missing: mend it in the environment", refusal));

    private static CallFailure Unpaid(Refusal refusal)
    {
        if (refusal.LimitSource == "openrouter_in_flight_budget" || refusal.Says("in_flight_budget"))
            return AccountUntil(refusal, "the account's budget is bound by requests in flight", ShortPause);
        if (refusal.Says("Provider returned error"))
            return ModelUntil(refusal, Told("the router's own provider refused it", refusal));

        return new(AccountStopped, Told("the account has no credit for this: add credit or raise its cap", refusal));
    }

    private static CallFailure Forbidden(Refusal refusal)
    {
        if (refusal.Flagged || Moderation().IsMatch($"{refusal.Message} {refusal.Codes}"))
            return new(ChunkAtFault, Told("a moderation flagged the content", refusal));
        if (refusal.Says("Key limit exceeded"))
            return new(AccountStopped, Told("the key's spending limit is reached: raise it", refusal));
        if (refusal.Says("agentic harness"))
            return new(ModelGone, Told("the model is only for agentic harnesses", refusal));
        if (ShutOut().IsMatch($"{refusal.Message} {refusal.Codes}")) return PolicyPause(refusal);

        return refusal.ComeBack.Known
            ? ModelUntil(refusal, Told("the provider forbids the model", refusal))
            : Paused(Told("the provider forbids the model", refusal), LongPause);
    }

    private static CallFailure NotFound(Refusal refusal)
    {
        if (ShutOut().IsMatch($"{refusal.Message} {refusal.Codes}")) return PolicyPause(refusal);
        if (NotRoutable().IsMatch($"{refusal.Message} {refusal.Codes}"))
            return new(TryElsewhere, Told("no provider of the model takes this request", refusal));
        if (refusal.Page)
            return Paused("the address answers with a web page (404): check the account's address", LongPause);

        return new(ModelGone, Told("the model is gone", refusal));
    }

    private static CallFailure PolicyPause(Refusal refusal) =>
        Paused(
            Told("the model is alive but shut out by the account's data policy or guardrails; allow it at"
                + " https://openrouter.ai/settings/privacy, or allow data_collection in the job", refusal),
            LongPause);

    // Input and asked-for output count together; LocalAI says the same with status 500.
    private static CallFailure? Overflow(Refusal refusal)
    {
        if (!ContextOverflow().IsMatch($"{refusal.Message} {refusal.Raw} {refusal.Codes}")) return null;

        var figures = Figures().Match(refusal.Message);
        return new(ChunkAtFault, figures.Success
            ? $"the request is longer than the model's context: {figures.Groups["asked"].Value} tokens,"
                + $" {figures.Groups["limit"].Value} fit"
            : Told("the request is longer than the model's context", refusal));
    }

    private static CallFailure Passing(Refusal refusal)
    {
        // LocalAI; whatever it is asked meanwhile would be refused as well.
        if (refusal.Says("model_loading"))
            return ModelUntil(refusal, Told("the model is still being loaded", refusal));

        var reason = Told($"the provider failed ({refusal.Status})", refusal);
        return refusal.ComeBack is { Delay: null, RetryAt: null }
            ? new(TryElsewhere, reason)
            : ModelUntil(refusal, reason);
    }

    private static CallFailure UntilTomorrow(
        FailureClass failure, string reason, Refusal refusal, DateTimeOffset now) =>
        new(failure, Told(reason, refusal))
        {
            Until = refusal.ComeBack.ResetAt ?? new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero)
                .AddDays(1).Add(MidnightMargin),
        };

    private static CallFailure AccountUntil(Refusal refusal, string reason, TimeSpan otherwise)
    {
        var failure = Timed(new(AccountPaused, Told(reason, refusal)), refusal);
        return failure is { Delay: null, Until: null } ? failure with { Delay = otherwise } : failure;
    }

    private static CallFailure ModelUntil(Refusal refusal, string reason) =>
        Timed(new(ModelPaused, reason), refusal);

    private static CallFailure Paused(string reason, TimeSpan pause) => new(ModelPaused, reason) { Delay = pause };

    private static CallFailure Timed(CallFailure failure, Refusal refusal) =>
        refusal.ComeBack switch
        {
            { Delay: { } delay } => failure with { Delay = delay },
            { RetryAt: { } at } => failure with { Until = at },
            { ResetAt: { } at } => failure with { Until = at },
            _ => failure,
        };

    private static string Told(string what, Refusal refusal)
    {
        var words = refusal.Message;
        if (refusal.Raw.Length > 0) words = $"{words}: {refusal.Raw}";
        return words.Length == 0 ? $"{what} ({refusal.Status})" : $"{what}: {words}";
    }
}
