namespace BulkExtractor.Notices;

/// <summary>How long a notice waits between its tries, and when it is given up.</summary>
public static class RetryWaits
{
    /// <summary>For how long it is tried.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBetween = TimeSpan.FromHours(1);

    /// <summary>The wait after some tries that failed; null when it is given up. The last try is at the end.</summary>
    /// <param name="failed">How many failed, with the one just now.</param>
    /// <param name="age">Since when it is tried.</param>
    public static TimeSpan? After(int failed, TimeSpan age)
    {
        if (age >= Longest) return null;
        var wait = failed > 12 ? LongestBetween : First * Math.Pow(2, failed - 1);
        if (wait > LongestBetween) wait = LongestBetween;
        return age + wait < Longest ? wait : Longest - age;
    }
}
