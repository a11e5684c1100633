using BulkExtractor.Basics;
using BulkExtractor.Batches;

namespace BulkExtractor.Forecasting;

/// <summary>What the requests of the last days took and brought; today is the last of them.</summary>
/// <param name="Days">How many days.</param>
/// <param name="Total">All of them together.</param>
public sealed record SpanUsage(int Days, Usage Total)
{
    /// <summary>The most days that are looked at.</summary>
    public const int MostDays = 366;

    /// <summary>How many days are looked at where nobody says.</summary>
    public const int UsualDays = 30;

    /// <summary>The days on which something was asked, the earliest first.</summary>
    public IReadOnlyList<DayUsage> ByDay { get; init; } = [];

    /// <summary>By account, the most asked first.</summary>
    public IReadOnlyList<NamedUsage> Accounts { get; init; } = [];

    /// <summary>By model, the most asked first.</summary>
    public IReadOnlyList<ModelUsage> Models { get; init; } = [];

    /// <summary>By job, the most asked first.</summary>
    public IReadOnlyList<NamedUsage> Jobs { get; init; } = [];

    /// <summary>On what requests were wasted, the most frequent reason first.</summary>
    public IReadOnlyList<WastedOn> Waste { get; init; } = [];

    /// <summary>A number of days as somebody asked for it.</summary>
    /// <exception cref="InputException">There are no so many.</exception>
    public static int CheckDays(int days, string name) => days is >= 1 and <= MostDays
        ? days
        : throw new InputException($"{name} {days}: write a number of days from 1 to {MostDays}");
}
