using System.Text.Json;

namespace BulkExtractor.Recording;

/// <summary>Counts what was detected in a reply.</summary>
internal static class Detection
{
    /// <summary>By kind; kinds that were not detected are left out.</summary>
    public static Dictionary<string, int> Count(AttemptResult attempt)
    {
        var counts = attempt.Readings
            .Where(reading => reading.Fault is not null)
            .CountBy(reading => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{reading.Fault}"))
            .ToDictionary();
        Add("repaired", attempt.Readings.Count(reading => reading.Repairs.Count > 0));
        Add("flagged", attempt.Readings.Count(reading => reading.Evidence.Flags.Count > 0));
        Add("unknown_id", attempt.UnknownIds);
        Add("truncated", attempt.Reply.Truncated ? 1 : 0);
        return counts;

        void Add(string kind, int count)
        {
            if (count > 0) counts[kind] = count;
        }
    }
}
