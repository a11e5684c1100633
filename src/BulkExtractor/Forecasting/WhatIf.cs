namespace BulkExtractor.Forecasting;

/// <summary>What a change of the circumstances would do to a forecast.</summary>
public sealed record WhatIf(string Change, Forecast Outlook)
{
    // The provider grants this many free requests a day once ten credits were bought.
    private const int DayWithCredits = 1_000;

    private static readonly AccountCapacity LocalAi =
        new("localai", null, 0, [], Parallel: 1) { Latency = TimeSpan.FromSeconds(20) };

    /// <summary>The changes that are worth a thought, each with its forecast.</summary>
    /// <param name="leftOut">What accounts would let through that only want a variable to be set.</param>
    public static IReadOnlyList<WhatIf> All(
        Workload work,
        IReadOnlyList<AccountCapacity> accounts,
        DateTimeOffset now,
        IEnumerable<(string Variable, IReadOnlyList<AccountCapacity> Accounts)> leftOut)
    {
        var changes = new List<(string Change, Workload Work, IReadOnlyList<AccountCapacity> Accounts)>();
        if (accounts.Any(HasSmallDay))
            changes.Add(("10 credits bought", work, [.. accounts.Select(WithCredits)]));
        if (accounts.All(account => account.Name != LocalAi.Name))
            changes.Add(("LocalAI beside it", work, [.. accounts, LocalAi]));
        changes.AddRange(leftOut.Select(more =>
            ($"with {more.Variable}", work, (IReadOnlyList<AccountCapacity>)[.. accounts, .. more.Accounts])));
        changes.Add(("packs half as large", work with { Packs = work.Packs.Times(0.5) }, accounts));
        changes.Add(("packs twice as large", work with { Packs = work.Packs.Times(2) }, accounts));
        if (accounts.FirstOrDefault(account => account.PerDay is not null) is { } rationed)
            changes.Add(($"another account like {rationed.Name}", work, [.. accounts, rationed]));
        return [.. changes.Select(c => new WhatIf(c.Change, Forecaster.Calculate(c.Work, c.Accounts, now)))];
    }

    private static bool HasSmallDay(AccountCapacity account) =>
        account is { PerDay: < DayWithCredits, IsDayOfTokens: false };

    private static AccountCapacity WithCredits(AccountCapacity account) =>
        HasSmallDay(account) && account.PerDay is { } day
            ? account with { PerDay = DayWithCredits, LeftToday = account.LeftToday + DayWithCredits - day }
            : account;
}
