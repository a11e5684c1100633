using System.Text.RegularExpressions;
using BulkExtractor.Models;
using static BulkExtractor.Calls.FailureClass;
using static BulkExtractor.Calls.RefusalWords;

namespace BulkExtractor.Calls.Refusals;

/// <summary>What follows when a limit refused: who pauses, until when.</summary>
internal static partial class LimitRefusal
{
    private static readonly TimeSpan FullMinute = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MidnightMargin = TimeSpan.FromSeconds(2);

    // A provider may name a few seconds although the day is spent.
    private static readonly TimeSpan LeastOfLongWindow = TimeSpan.FromMinutes(10);

    /// <summary>Classifies a refusal by a limit.</summary>
    public static CallFailure Classify(Refusal refusal, DateTimeOffset now, Account? account)
    {
        if (refusal.LimitSource == "openrouter_free_tier_daily" || AccountDay().IsMatch(refusal.Message))
            return Hit(UntilTomorrow(AccountPaused, "the account's free requests of the day are spent"), perDay: true);
        if (refusal.LimitSource == "openrouter_free_tier_per_minute" || AccountMinute().IsMatch(refusal.Message))
            return Hit(ForMinute("the account's requests of the minute are spent"), perDay: false);
        if (refusal.Says("limit_rpd/") || refusal.Says("Daily limit reached for"))
            return Hit(UntilTomorrow(ModelPaused, "the model's requests of the day are spent"), perDay: true);
        if (refusal.Page && refusal.Says("1015") || refusal is { Json: false } && refusal.Says("code: 1015"))
            return ForMinute("the edge blocks us for too many requests");
        if (NoBalance().IsMatch(refusal.Words)) return FailureClassifier.NoCreditLeft(refusal);
        if (ClosedAccount().IsMatch(refusal.Words) && !PassesByItself().IsMatch(refusal.Words))
            return FailureClassifier.AccountClosed(refusal);
        if (SpentWindow.Find(refusal.Words) is { } window) return Spent(window);

        var limited = new CallFailure(ModelPaused, FailureClassifier.Told("the model is rate-limited", refusal));
        limited = Waits.Timed(limited, refusal);
        return refusal.Says("limit_rpm/") ? Hit(limited, perDay: false) : limited;

        CallFailure Hit(CallFailure failure, bool perDay) =>
            failure with { Hit = new LimitHit(failure.Class == ModelPaused, perDay, refusal.Limit) };

        CallFailure ForMinute(string reason) => Waits.TimedOr(
            new(AccountPaused, FailureClassifier.Told(reason, refusal)), refusal, FullMinute);

        CallFailure UntilTomorrow(FailureClass scope, string reason) =>
            new(scope, FailureClassifier.Told(reason, refusal))
            {
                Until = refusal.ComeBack.ResetAt
                    ?? SpentWindow.EndOf(Window.Day, now, TimeZoneInfo.Utc) + MidnightMargin,
            };

        CallFailure Spent(Window window)
        {
            var scope = SpentWindow.IsOfModel(refusal.Words) ? ModelPaused : AccountPaused;
            var whose = scope == ModelPaused ? "model" : "account";
            var reason = FailureClassifier.Told($"the {whose}'s {Name(window)} is spent", refusal);
            var until = refusal.ComeBack.Latest(now) is { } told && told >= now + LeastOfLongWindow ? told
                : window == Window.Plan ? null
                : SpentWindow.EndOf(window, now, account?.Day) + MidnightMargin;
            return new(scope, reason) { Until = until, Spent = until is null };
        }
    }

    private static string Name(Window window) => window switch
    {
        Window.Day => "day",
        Window.Month => "month",
        _ => "plan",
    };

    [GeneratedRegex(@"\b1113\b|insufficient balance|余额不足|in arrears|欠费", RegexOptions.IgnoreCase)]
    private static partial Regex NoBalance();
}
