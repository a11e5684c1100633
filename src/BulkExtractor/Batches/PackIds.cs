using BulkExtractor.Jobs;

namespace BulkExtractor.Batches;

/// <summary>The ids under which the documents of one request stand: new for every attempt.</summary>
public static class PackIds
{
    private const int Length = 8;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string LettersAndDigits = Letters + "0123456789";

    /// <summary>One id a text: distinct, and occurring in none of the texts.</summary>
    public static IReadOnlyList<string> Create(IReadOnlyList<string> texts, Random random) =>
        Create(texts, [], random);

    /// <summary>One id a text: distinct, and occurring neither in the texts nor in the examples.</summary>
    public static IReadOnlyList<string> Create(
        IReadOnlyList<string> texts, IReadOnlyList<Example> examples, Random random)
    {
        string[] forbidden = [.. texts, .. examples.SelectMany(e => new[] { e.Document, e.Fields.ToJsonString() })];
        var ids = new List<string>(texts.Count);
        while (ids.Count < texts.Count)
        {
            var id = Draw(random);
            if (!ids.Contains(id) && !Occurs(id, forbidden)) ids.Add(id);
        }

        return ids;
    }

    // A letter comes first, so that no model answers with a number.
    private static string Draw(Random random) =>
        new([random.GetItems<char>(Letters, 1)[0], .. random.GetItems<char>(LettersAndDigits, Length - 1)]);

    private static bool Occurs(string id, string[] texts) =>
        Array.Exists(texts, text => text.Contains(id, StringComparison.OrdinalIgnoreCase));
}
