using System.Text;
using BulkExtractor.Documents;
using BulkExtractor.Packing;

namespace BulkExtractor.ModelCalls;

/// <summary>What a model is told about earlier answers that were not accepted, behind the documents.</summary>
internal static class PackHints
{
    private const int LongestHint = 300;

    /// <summary>A line for each such document; nothing if there is none.</summary>
    public static string Of(Pack pack)
    {
        var told = pack.Chunks.Where(packed => packed.Chunk.Hint is not null).ToList();
        if (told.Count == 0) return "";

        var text = new StringBuilder("\n\nEarlier answers about these documents were not right. Read them again:");
        foreach (var packed in told) text.Append('\n').Append(packed.Id).Append(": ").Append(Line(packed.Chunk.Hint!));
        return text.ToString();
    }

    // A hint repeats what a model wrote, and that may repeat a document: it must not look like a tag or a line of ours.
    private static string Line(string hint)
    {
        var line = new StringBuilder(Math.Min(hint.Length, LongestHint));
        foreach (var sign in CleanText.Of(hint))
        {
            if (line.Length == LongestHint) break;
            line.Append(sign switch
            {
                '<' => '‹',
                '>' => '›',
                _ when char.IsControl(sign) || char.IsWhiteSpace(sign) => ' ',
                _ => sign,
            });
        }

        return CleanText.Of(line.ToString());
    }
}
