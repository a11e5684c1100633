namespace BulkExtractor.Forecasting;

/// <summary>Says how many requests a batch will take, and when it will be done.</summary>
/// <remarks>
/// Each chunk that is sent is answered with probability p. Before any evidence p is Beta(5.6, 0.4): as if six requests
/// had been seen, and one in fifteen fails, but it may well be one in six. Every finished request counts on top. The
/// packs for n answers have mean n/p ÷ size and, since what fails in a request mostly fails together, the variance of a
/// negative binomial over requests plus what is not known of p; P90 lies 1.2816 standard deviations above, with packs
/// that grow as slowly as that. Their time follows from the limits, and from the pace at which they were used so far;
/// where that was not the full one, P90 leaves as much room for chance (<see cref="IdleVariance"/>).
/// </remarks>
public static class Forecaster
{
    private const double PriorGood = 5.6;
    private const double PriorBad = 0.4;
    private const double P90 = 1.2816;

    private static readonly TimeSpan Horizon = TimeSpan.FromDays(3_650);

    /// <summary>The forecast of a workload on some accounts, seen from now.</summary>
    public static Forecast Calculate(Workload work, IReadOnlyList<AccountCapacity> accounts, DateTimeOffset now)
    {
        var (alpha, beta) = (PriorGood + (work.Requests * work.Yield), PriorBad + (work.Requests * (1 - work.Yield)));
        var p = alpha / (alpha + beta);
        var unknown = alpha * beta / (Math.Pow(alpha + beta, 2) * (alpha + beta + 1));
        var chunks = Math.Max(0, (work.Chunks / p) - work.UnderWay);
        var atOnce = Math.Max(1, accounts.Sum(account => account.AtOnce));
        var packs = work.Packs with { AtOnce = atOnce };
        var requests = PacksFor(packs);
        var careful = PacksFor(packs.Careful(P90, PriorGood + PriorBad + work.Requests));
        var good = careful * p;
        var deviation = Math.Sqrt((good * (1 - p) / (p * p)) + (good * good * unknown / Math.Pow(p, 4)));
        var (p50, late) = (FinishOf(requests), FinishOf(careful + (P90 * deviation)));
        return new Forecast(
            (int)requests, p50, p50 + Both(late - p50, P90 * IdleVariance.DeviationOf(requests, accounts)));

        // What fails of the last requests on their way is sent once more when nothing else is left to fill a pack with.
        double PacksFor(PackGrowth course)
        {
            var count = course.PacksFor(chunks);
            return Math.Ceiling(Math.Round(count + 1 - Math.Pow(p, Math.Min(count, atOnce)), 3));
        }

        // The one has nothing to do with the other, so their squares add up.
        static TimeSpan? Both(TimeSpan? more, TimeSpan rests) => more is { } requests
            ? TimeSpan.FromSeconds(double.Hypot(requests.TotalSeconds, rests.TotalSeconds))
            : null;

        // What is on its way comes back even if nothing has to be sent after it.
        DateTimeOffset? FinishOf(double count) => count > 0 || work.UnderWay == 0
            ? Forecaster.FinishOf(count, accounts, now)
            : now + accounts.Select(account => account.Latency).DefaultIfEmpty().Max();
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

        while (late - early > TimeSpan.FromSeconds(0.1))
        {
            var middle = (early + late) / 2;
            if (Capacity(middle) < requests) early = middle;
            else late = middle;
        }

        return now + late;

        double Capacity(TimeSpan span) => accounts.Sum(account => account.Share * account.Until(now + span, now));
    }
}
