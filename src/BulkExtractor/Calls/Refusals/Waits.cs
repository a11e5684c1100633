namespace BulkExtractor.Calls.Refusals;

/// <summary>Gives a failure the time that the provider told.</summary>
internal static class Waits
{
    /// <summary>With the time that was told, if one was.</summary>
    public static CallFailure Timed(CallFailure failure, Refusal refusal) => refusal.ComeBack switch
    {
        { Delay: { } delay } => failure with { Delay = delay },
        { ResetAt: { } at } => failure with { Until = at },
        _ => failure,
    };

    /// <summary>With the time that was told, else with another one.</summary>
    public static CallFailure TimedOr(CallFailure failure, Refusal refusal, TimeSpan otherwise)
    {
        var timed = Timed(failure, refusal);
        return timed is { Delay: null, Until: null } ? timed with { Delay = otherwise } : timed;
    }
}
