using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Schema;

namespace BulkExtractor.Quality;

/// <summary>Compares what a model said of one field with the gold.</summary>
internal static class FieldComparison
{
    // Less alike than this, two items of a list are two things and not one that was misspelt.
    private const double SameThing = 0.5;

    // Longer lists are paired by equality alone: alikeness takes every pair.
    private const int MostPaired = 200;

    public static FieldScore Compare(string field, JsonNode? gold, JsonNode? said)
    {
        var isList = gold is JsonArray || said is JsonArray;
        var (missing, extra) = (ItemsOf(gold), ItemsOf(said));
        var score = new FieldScore(field) { Gold = missing.Count, Said = extra.Count };
        score = score.Plus(Paired(TakeEqual(missing, extra, item => item.Exact), exact: true));
        score = score.Plus(Paired(TakeEqual(missing, extra, item => item.Words), exact: false));
        score = TakeAlike(missing, extra, score, isList ? SameThing : 0);
        return score.Plus(new FieldScore("") { Missed = missing.Count, Hallucinated = extra.Count });
    }

    private static FieldScore Paired(int pairs, bool exact) => new("")
    {
        Exact = exact ? pairs : 0,
        Normalised = pairs,
        Fuzzy = pairs,
        Wrong = exact ? 0 : pairs,
    };

    // Removes the pairs of equal items from both lists, and counts them.
    private static int TakeEqual(List<Item> missing, List<Item> extra, Func<Item, string> by)
    {
        var left = extra.ToLookup(by).ToDictionary(same => same.Key, same => new Queue<Item>(same));
        return missing.RemoveAll(item =>
            left.TryGetValue(by(item), out var same) && same.TryDequeue(out var equal) && extra.Remove(equal));
    }

    // Removes the most alike pairs first.
    private static FieldScore TakeAlike(List<Item> missing, List<Item> extra, FieldScore score, double least)
    {
        if (missing.Count > MostPaired || extra.Count > MostPaired) return score;
        var pairs = missing
            .SelectMany(gold => extra.Select(said => (gold, said, Alike: Similarity.Measure(gold.Words, said.Words))))
            .Where(pair => pair.Alike >= least)
            .OrderByDescending(pair => pair.Alike);
        foreach (var (gold, said, alike) in pairs.ToList())
        {
            if (!missing.Contains(gold) || !extra.Remove(said)) continue;
            missing.Remove(gold);
            score = score.Plus(new FieldScore("") { Fuzzy = alike, Wrong = 1 });
        }

        return score;
    }

    private static List<Item> ItemsOf(JsonNode? value) => NormalForm.Trimmed(value) switch
    {
        null => [],
        JsonArray items => [.. items.Select(item => new Item(item))],
        var one => [new Item(one)],
    };

    private sealed class Item(JsonNode? value)
    {
        public string Exact { get; } = CanonicalJson.Write(value);

        public string Words { get; } = NormalForm.Words(value);
    }
}
