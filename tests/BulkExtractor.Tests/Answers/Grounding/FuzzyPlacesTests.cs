using BulkExtractor.Answers.Grounding;

namespace BulkExtractor.Tests.Answers.Grounding;

public sealed class FuzzyPlacesTests
{
    private const int Seed = 20_260_401;

    [Fact]
    public void What_is_found_has_the_fewest_edits_that_the_table_of_all_distances_knows()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 2_000; round++)
        {
            var pattern = Word(random, random.Next(6, 160));
            var text = Word(random, random.Next(50)) + Edited(pattern, random) + Word(random, random.Next(50));
            var edits = Math.Min(pattern.Length / 6, 24);

            var place = FuzzyPlaces.Find(text, pattern);

            var fewest = Fewest(text, pattern);
            Assert.True(fewest <= edits == place is not null, $"seed {Seed}, round {round}: {text} has {pattern}");
            if (place is not { } found) continue;
            var part = text.Substring(found.Start, found.Length);
            Assert.Equal(fewest, Whole(part, pattern));
        }
    }

    [Fact]
    public void Figures_are_never_edited() =>
        Assert.Null(FuzzyPlaces.Find("rechnungnummer20260071", "rechnungnummer20260072"));

    private static string Word(Random random, int length) => new(random.GetItems<char>("abcd", length));

    private static string Edited(string text, Random random)
    {
        for (var edit = random.Next(1 + (text.Length / 4)); edit > 0; edit--)
        {
            var at = random.Next(text.Length);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, 1) + "",
                1 => text.Insert(at, "x"),
                _ => $"{text[..at]}y{text[(at + 1)..]}",
            };
            if (text.Length < 3) break;
        }

        return text;
    }

    // The same distances from a table of all of them: in the text anywhere, and of the whole text.
    private static int Fewest(string text, string pattern) => Table(text, pattern, anywhere: true).Min();

    private static int Whole(string text, string pattern) => Table(text, pattern, anywhere: false)[^1];

    private static int[] Table(string text, string pattern, bool anywhere)
    {
        var column = Enumerable.Range(0, pattern.Length + 1).ToArray();
        var last = new List<int> { column[^1] };
        foreach (var sign in text)
        {
            var diagonal = column[0];
            if (!anywhere) column[0]++;
            for (var row = 1; row <= pattern.Length; row++)
            {
                var best = Math.Min(
                    diagonal + (pattern[row - 1] == sign ? 0 : 1), Math.Min(column[row], column[row - 1]) + 1);
                (diagonal, column[row]) = (column[row], best);
            }

            last.Add(column[^1]);
        }

        return [.. last];
    }
}
