namespace BulkExtractor.Forecasting;

/// <summary>How far chance moves a finish where accounts rest now and then.</summary>
/// <remarks>
/// An account's pace says which share of its windows it used. What it loses, it loses by whole windows, while its
/// models cool down or others send. They come as in a Poisson process, so their number has itself as variance.
/// </remarks>
internal static class IdleVariance
{
    /// <summary>The standard deviation of the time that some requests take.</summary>
    public static TimeSpan DeviationOf(double requests, IReadOnlyList<AccountCapacity> accounts)
    {
        var rate = accounts.Sum(account => account.Rate);
        if (rate <= 0) return TimeSpan.Zero;

        var variance = accounts.Sum(account =>
            Math.Pow(account.Burst, 2) * LostWindows(account, requests * account.Rate / rate));
        return TimeSpan.FromSeconds(Math.Sqrt(variance) / rate);
    }

    private static double LostWindows(AccountCapacity account, double requests) =>
        account.Burst == 0 ? 0 : requests / (account.Burst * account.Pace) * (1 - account.Pace);
}
