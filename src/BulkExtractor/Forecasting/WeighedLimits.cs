using BulkExtractor.Limits;

namespace BulkExtractor.Forecasting;

/// <summary>Limits of tokens, or units, as limits of requests that weigh so much.</summary>
internal static class WeighedLimits
{
    /// <summary>The same limit in requests; as it is where it counts something else, or no weight is known.</summary>
    public static ScopeState InRequests(ScopeState state, RequestTokens? request)
    {
        if (state.Limit.Tokens is not { } most || request is not { } tokens) return state;
        var reserved = Math.Max(1, state.Limit.Weigh(tokens));
        var settled = Math.Max(1, state.Limit.Weigh(tokens.Settled));
        // What a minute has left beside full packs takes smaller ones.
        var requests = state.Limit is { CountsTokens: true, IsLong: false }
            ? Math.Max(1, most / settled)
            : 1 + (Math.Max(0, most - reserved) / settled);
        return state with
        {
            Limit = state.Limit with { Tokens = null, Requests = requests },
            DayUsed = (int)Math.Ceiling((double)state.DayUsed / settled),
        };
    }
}
