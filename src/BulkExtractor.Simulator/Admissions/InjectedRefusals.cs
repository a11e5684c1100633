using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Limits;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Admissions;

/// <summary>The faults that refuse a request, as the errors they are.</summary>
internal sealed class InjectedRefusals(SimulatorOptions options)
{
    private static readonly RequestLimit UsualMinute = new(20, TimeSpan.FromSeconds(60));
    private static readonly RequestLimit UsualDay = new(50, null);
    private static readonly RequestLimit UsualModelMinute = new(8, TimeSpan.FromSeconds(60));

    /// <summary>What the platform refuses before it looks for the model.</summary>
    public ErrorReply? ByAccount(FaultKind? fault, CountedScope[] scopes, Arrival arrival) => fault switch
    {
        FaultKind.Credit402 => ErrorReplies.NoCredit,
        FaultKind.Minute429 => ErrorReplies.Minute(Minute(scopes, arrival)),
        FaultKind.Day429 => ErrorReplies.Day(Day(scopes, arrival)),
        _ => null,
    };

    /// <summary>What every provider refuses to read, whoever asks.</summary>
    public ErrorReply? ByContent(SimulatedModel model, ChatRequest request) =>
        options.Faults.Flagged is { } flagged
        && request.Documents.Any(document => document.Text.Contains(flagged, StringComparison.Ordinal))
            ? ErrorReplies.Moderation(model)
            : null;

    /// <summary>What the provider behind the platform refuses.</summary>
    public ErrorReply? ByProvider(FaultKind? fault, SimulatedModel model, AdmissionDecision verdict) => fault switch
    {
        FaultKind.Upstream429 => ErrorReplies.Upstream(model, RetryAfter(verdict.Dice)),
        FaultKind.Shared429 => ErrorReplies.ModelMinute(model, Shared(verdict.Arrival)),
        FaultKind.CodeAsString => ErrorReplies.Upstream(model, RetryAfter(verdict.Dice)) with { CodeAsString = true },
        FaultKind.Moderation403 => ErrorReplies.Moderation(model),
        FaultKind.Relayed401 => ErrorReplies.RelayedKey,
        FaultKind.Error500 => ErrorReplies.Internal,
        FaultKind.Error503 => ErrorReplies.Overloaded(RetryAfter(verdict.Dice)),
        _ => null,
    };

    private RateLimitHeaders Minute(CountedScope[] scopes, Arrival arrival)
    {
        var scope = scopes.FirstOrDefault(scope => scope is WindowScope);
        var window = scope?.Window ?? UsualMinute.Window!.Value / options.Limits.Scale;
        return Until(scope?.Limit ?? UsualMinute, window, arrival);
    }

    private RateLimitHeaders Day(CountedScope[] scopes, Arrival arrival)
    {
        var scope = scopes.FirstOrDefault(scope => scope is DayScope);
        return Until(scope?.Limit ?? UsualDay, options.Limits.DayLength, arrival);
    }

    private RateLimitHeaders Shared(Arrival arrival) =>
        Until(UsualModelMinute, UsualModelMinute.Window!.Value / options.Limits.Scale, arrival);

    // The provider's own resets stand on clock minutes and on midnight.
    private static RateLimitHeaders Until(RequestLimit limit, TimeSpan window, Arrival arrival)
    {
        var elapsed = arrival.Utc - DateTimeOffset.UnixEpoch;
        var next = ((elapsed.Ticks / window.Ticks) + 1) * window.Ticks;
        return new RateLimitHeaders(limit.Requests, DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(next));
    }

    private int? RetryAfter(Dice dice)
    {
        var seconds = options.Faults.RetryAfterSeconds;
        return seconds > 0 && dice.Pick(Draw.RetryAfter, 2) == 0 ? seconds : null;
    }
}
