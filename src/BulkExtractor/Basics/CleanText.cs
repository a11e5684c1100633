namespace BulkExtractor.Basics;

/// <summary>Text that PostgreSQL can store: NUL and lone surrogates become U+FFFD.</summary>
public static class CleanText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The same text, or a copy without what cannot be stored.</summary>
    public static string Clean(string text)
    {
        var first = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (first < 0 && !text.Contains('\0', StringComparison.Ordinal)) return text;

        var clean = text.ToCharArray();
        var changed = false;
        for (var i = 0; i < clean.Length; i++)
        {
            if (i + 1 < clean.Length && char.IsSurrogatePair(clean[i], clean[i + 1]))
            {
                i++;
            }
            else if (clean[i] == '\0' || char.IsSurrogate(clean[i]))
            {
                clean[i] = Replacement;
                changed = true;
            }
        }

        return changed ? new string(clean) : text;
    }
}
