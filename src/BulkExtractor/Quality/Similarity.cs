using System.Text;

namespace BulkExtractor.Quality;

/// <summary>How alike two texts are: 1 less the edits between them, by the length of the longer one.</summary>
internal static class Similarity
{
    // Enough to tell texts apart; the time grows with the square of it.
    private const int MostCompared = 1_000;

    public static double Measure(string one, string other)
    {
        if (one == other) return 1;
        Rune[] a = [.. one.EnumerateRunes().Take(MostCompared)];
        Rune[] b = [.. other.EnumerateRunes().Take(MostCompared)];
        return a.Length == 0 || b.Length == 0 ? 0 : 1 - ((double)Distance(a, b) / Math.Max(a.Length, b.Length));
    }

    // Levenshtein, a row at a time.
    private static int Distance(Rune[] a, Rune[] b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, left) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                left = row[j] = Math.Min(substituted, Math.Min(diagonal, left) + 1);
            }
        }

        return row[b.Length];
    }
}
