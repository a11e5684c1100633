namespace BulkExtractor.Limits;

/// <summary>
/// The last requests of a day are kept for chunks that failed before, and for batches that they finish: a few repairs
/// would else wait until tomorrow. Shortly before the reset nothing is kept: what is left then would be lost.
/// </summary>
public static class RepairReserve
{
    private const int Least = 3;
    private const double Share = 0.05;

    /// <summary>How long before the reset of a day nothing is kept any more.</summary>
    public static readonly TimeSpan Released = TimeSpan.FromMinutes(60);

    /// <summary>The requests of a day's limit that are kept, so long before its reset.</summary>
    public static int Calculate(int limit, TimeSpan untilReset) =>
        untilReset <= Released ? 0 : Math.Min(limit / 2, Math.Max(Least, (int)Math.Ceiling(limit * Share)));

    /// <summary>Whether a batch has to leave what is left of a day to repairs.</summary>
    /// <param name="remainder">The requests that the rest of the batch takes: what fits is no burden.</param>
    public static bool HoldsBack(int limit, int left, TimeSpan untilReset, double remainder) =>
        left <= Calculate(limit, untilReset) && remainder > left;
}
