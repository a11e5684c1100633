using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>Keeps the ledger's days in step with what providers say of them.</summary>
public sealed class DayQuota(ProviderClient provider, IPermitLedger ledger)
{
    /// <summary>Asks for an account's day and adopts it.</summary>
    public async Task<DayReading> ReadAsync(Account account, CancellationToken cancellationToken)
    {
        if (LimitScope.ToldDay(account) is not { } scope) return new DayReading(account);
        var told = await provider.ReadDayAsync(account, cancellationToken);
        // Nobody promised that the provider counts a day whose number stands in the pool.
        if (told.Value is not { } day) return new DayReading(account) { Problem = scope.Auto ? told.Problem : null };
        return new DayReading(account) { Use = await ledger.ReconcileAsync(scope.Id, day, cancellationToken) };
    }
}

/// <summary>What was learned of an account's day: nothing where nobody is asked, or where it is not told.</summary>
public sealed record DayReading(Account Account)
{
    /// <summary>The day as it stands.</summary>
    public DayUse? Use { get; init; }

    /// <summary>Why the provider could not be asked.</summary>
    public string? Problem { get; init; }

    /// <summary>What the user should know of it; null when all is well.</summary>
    public string? Notice => this switch
    {
        { Problem: { } problem } => $"{Account.Name} {problem}, so the requests of its day are counted from here alone",
        { Use: { Foreign: > 0 } use } =>
            $"{Account.Name}: {use.Foreign} requests of today were not sent from here; "
            + $"{use.Left} of {use.Limit} are left",
        _ => null,
    };
}
