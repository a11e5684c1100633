using System.Text;
using BulkExtractor.Basics;
using BulkExtractor.Batches;

namespace BulkExtractor.Calls;

/// <summary>One bounded line of what a provider said, without the key or the documents it may have echoed.</summary>
internal static class SafeReason
{
    private const int MaxLength = 300;

    /// <summary>The reason, fit to be stored and shown.</summary>
    public static string Clean(string reason, Pack pack)
    {
        var line = Cut(OneLine(reason), 2 * MaxLength);
        if (pack.Model.Account.Key?.Reveal() is { Length: > 0 } key)
            line = line.Replace(key, "***", StringComparison.Ordinal);

        foreach (var chunk in pack.Chunks)
            line = Echoes.Replace(line, OneLine(chunk.Chunk.Text), _ => "…");
        return Cut(line, MaxLength);
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        var blank = true;
        foreach (var character in CleanText.Clean(text))
        {
            var space = char.IsWhiteSpace(character) || char.IsControl(character);
            if (!space) line.Append(character);
            else if (!blank) line.Append(' ');
            blank = space;
        }

        return line.ToString().TrimEnd();
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;

        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return $"{text.AsSpan(0, end)}…";
    }
}
