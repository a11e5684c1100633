namespace BulkExtractor.Basics;

/// <summary>What somebody meant who wrote a name that does not exist.</summary>
public static class NearestName
{
    /// <summary>The end of an error: the name that was perhaps meant, and all that there are.</summary>
    public static string Suggest(string written, IReadOnlyCollection<string> known)
    {
        var nearest = known.MinBy(name => Distance(written, name));
        var close = nearest is not null && Distance(written, nearest) <= (nearest.Length + 2) / 3;
        return $"{(close ? $"did you mean '{nearest}'? " : "")}allowed: {string.Join(", ", known)}";
    }

    // Levenshtein's: the fewest letters to change, add or drop.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
