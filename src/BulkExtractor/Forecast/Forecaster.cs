namespace BulkExtractor.Forecast;

/// <summary>Says how many requests a batch will take, and when it will be done.</summary>
/// <remarks>
/// Each request is good with probability p. Before any evidence p is Beta(19, 1) (95 %), and every finished request
/// counts on top. The requests for g good ones then have mean g/p and the variance of a negative binomial plus what
/// is not known of p; P90 lies 1.2816 standard deviations above. Their time follows from the limits alone.
/// </remarks>
public static class Forecaster
{
    private const double PriorGood = 19;
    private const double PriorBad = 1;
    private const double P90 = 1.2816;

    private static readonly TimeSpan Horizon = TimeSpan.FromDays(3_650);

    /// <summary>The outlook of a workload on some accounts, seen from now.</summary>
    public static Outlook Of(Workload work, IReadOnlyList<AccountCapacity> accounts, DateTimeOffset now)
    {
        var good = Math.Ceiling(work.Documents / Math.Max(1, work.RowsPerRequest));
        var (alpha, beta) = (PriorGood + work.Good, PriorBad + work.Bad);
        var p = alpha / (alpha + beta);
        var unknown = alpha * beta / (Math.Pow(alpha + beta, 2) * (alpha + beta + 1));
        var mean = good / p;
        var deviation = Math.Sqrt((good * (1 - p) / (p * p)) + (good * good * unknown / Math.Pow(p, 4)));
        return new Outlook(
            (int)Math.Round(mean), FinishOf(mean, accounts, now), FinishOf(mean + (P90 * deviation), accounts, now));
    }

    /// <summary>The instant by which some requests are answered; null when not within ten years.</summary>
    public static DateTimeOffset? FinishOf(
        double requests, IReadOnlyList<AccountCapacity> accounts, DateTimeOffset now)
    {
        if (requests <= 0) return now;
        var (early, late) = (TimeSpan.Zero, TimeSpan.FromMinutes(1));
        while (Capacity(late) < requests)
        {
            if (late > Horizon) return null;
            (early, late) = (late, late * 2);
        }

        while (late - early > TimeSpan.FromSeconds(0.5))
        {
            var middle = (early + late) / 2;
            if (Capacity(middle) < requests) early = middle;
            else late = middle;
        }

        return now + late;

        double Capacity(TimeSpan span) => accounts.Sum(account => account.Until(now + span, now));
    }
}
