using System.Text;
using BulkExtractor.Basics;
using BulkExtractor.Batches;

namespace BulkExtractor.Calls;

/// <summary>What a model is told of earlier answers, behind the documents: what was wrong, and what is known.</summary>
internal static class PackHints
{
    private const int LongestHint = 300;
    private const int LongestFound = 4_000;

    /// <summary>A line for each such document; nothing if there is none.</summary>
    public static string Describe(Pack pack) =>
        Lines(
            pack,
            "Earlier answers about these documents were not right. Read them again:",
            chunk => chunk.Hint,
            LongestHint)
        + Lines(
            pack,
            "Already found in these documents. Read them again and name only further ones, or an empty list:",
            chunk => chunk.Question.Found,
            LongestFound);

    private static string Lines(Pack pack, string heading, Func<LeasedChunk, string?> told, int longest)
    {
        var text = new StringBuilder();
        foreach (var packed in pack.Chunks)
        {
            if (told(packed.Chunk) is not { } words) continue;
            if (text.Length == 0) text.Append("\n\n").Append(heading);
            text.Append('\n').Append(packed.Id).Append(": ").Append(Line(words, longest));
        }

        return text.ToString();
    }

    // A hint repeats what a model wrote, and that may repeat a document: it must not look like a tag or a line of ours.
    private static string Line(string hint, int longest)
    {
        var line = new StringBuilder(Math.Min(hint.Length, longest));
        foreach (var sign in CleanText.Clean(hint))
        {
            if (line.Length == longest) break;
            line.Append(sign switch
            {
                '<' => '‹',
                '>' => '›',
                _ when char.IsControl(sign) || char.IsWhiteSpace(sign) => ' ',
                _ => sign,
            });
        }

        return CleanText.Clean(line.ToString());
    }
}
