namespace BulkExtractor.Basics;

/// <summary>Text that PostgreSQL can store: NUL and lone surrogates become U+FFFD.</summary>
public static class CleanText
{
    /// <summary>The character that no text of a database holds.</summary>
    public const char Nul = '\0';

    private const char Replacement = '\uFFFD';

    /// <summary>The same text, or a copy without what cannot be stored.</summary>
    public static string Clean(string text) => Clean(text, out _);

    /// <summary>The same text, or a copy in which so many characters are replaced that cannot be stored.</summary>
    public static string Clean(string text, out int replaced)
    {
        replaced = 0;
        var first = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (first < 0 && !text.Contains(Nul, StringComparison.Ordinal)) return text;

        var clean = text.ToCharArray();
        for (var i = 0; i < clean.Length; i++)
        {
            if (i + 1 < clean.Length && char.IsSurrogatePair(clean[i], clean[i + 1]))
            {
                i++;
            }
            else if (clean[i] == Nul || char.IsSurrogate(clean[i]))
            {
                clean[i] = Replacement;
                replaced++;
            }
        }

        return replaced > 0 ? new string(clean) : text;
    }
}
