namespace BulkExtractor.Simulator.Wire;

/// <summary>
/// Finds documents between <c>&lt;document id="K"&gt;</c> and <c>&lt;/document K&gt;</c>. Only the closing tag
/// with the same K ends a document, so its text is taken verbatim, whatever stands in it.
/// </summary>
internal static class DocumentTags
{
    private const string Opening = "<document id=\"";
    private const string OpeningEnd = "\">\n";
    private const int LongestId = 64;

    public static List<WireDocument> Find(string text)
    {
        var documents = new List<WireDocument>();
        var from = 0;
        while (text.IndexOf(Opening, from, StringComparison.Ordinal) is >= 0 and var opening)
        {
            from = opening + Opening.Length;
            if (Read(text, from) is not { } found) continue;
            documents.Add(found.Document);
            from = found.End;
        }

        return documents;
    }

    private static (WireDocument Document, int End)? Read(string text, int idStart)
    {
        var idLength = text.AsSpan(idStart, Math.Min(LongestId, text.Length - idStart)).IndexOf(OpeningEnd);
        if (idLength < 0) return null;
        var id = text.Substring(idStart, idLength);

        // The line break before the closing tag may be the one after the opening tag: then the text is empty.
        var textStart = idStart + idLength + OpeningEnd.Length;
        var closing = $"\n</document {id}>";
        var end = text.IndexOf(closing, textStart - 1, StringComparison.Ordinal);
        if (end < 0) return null;
        var document = new WireDocument(id, text[textStart..Math.Max(end, textStart)]);
        return (document, end + closing.Length);
    }
}
