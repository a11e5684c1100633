using System.Text.RegularExpressions;
using BulkExtractor.Answers.Lenient;

namespace BulkExtractor.Answers;

/// <summary>A document that settles which of two readings of a text was meant: the one that stands in it.</summary>
/// <param name="doubtful">Texts with escapes that no JSON has, as they were read, and as they stand.</param>
internal sealed partial class SourceWords(string document, IReadOnlyDictionary<string, string> doubtful)
{
    private readonly string _document = document.Replace("\r\n", "\n");

    /// <summary>Whether a word stands in the document by itself.</summary>
    public bool Has(string word) => NothingWords.StandsIn(_document, word);

    /// <summary>The text that was meant, and whether that is in doubt.</summary>
    public (string Text, bool IsDoubtful) Settle(string text)
    {
        if (doubtful.TryGetValue(text, out var literal))
        {
            var (asRead, asWritten) = (Contains(text), Contains(literal));
            return asWritten && !asRead ? (literal, false) : (text, asRead == asWritten);
        }

        // Escaped once too often.
        return Escape().IsMatch(text) && !Contains(text) && Decoded(text) is { } decoded && Contains(decoded)
            ? (decoded, false)
            : (text, false);
    }

    private bool Contains(string text) => _document.Contains(text.Trim(), StringComparison.Ordinal);

    private static string? Decoded(string text) =>
        LenientText.Read($"{text.Replace("\"", "\\\"")}\"", 0, "\"") is { Literal: null } read ? read.Value : null;

    [GeneratedRegex("""\\(?:u[0-9a-fA-F]{4}|["\\/nrt])""")]
    private static partial Regex Escape();
}
