using BulkExtractor.Answers.Lenient;
using BulkExtractor.Calls;

namespace BulkExtractor.Answers;

/// <summary>
/// Reads what models write: JSON, also amid prose, fences and thoughts, in loose syntax, or cut off. A document
/// counts only if its own element is whole: nothing is closed or guessed.
/// </summary>
public static class ReplyReader
{
    // The names around the documents' own fields.
    private static readonly string[] FrameNames = ["documents", "id", "fields", "quotes"];

    /// <summary>The documents in a reply.</summary>
    /// <param name="ids">The ids that were asked for.</param>
    /// <param name="properties">The names of the fields, to recognise them where their wrapping is missing.</param>
    /// <param name="truncated">Whether the reply was cut off.</param>
    /// <param name="names">The names of the fields and of those within them, if there are any.</param>
    public static ReadDocuments Read(
        string content,
        IReadOnlyCollection<string> ids,
        IReadOnlyCollection<string> properties,
        bool truncated = false,
        IEnumerable<string>? names = null)
    {
        if (Thoughts.Skip(content, truncated) is not { } answer)
            return ReadDocuments.None with { OnlyThoughts = truncated };

        var text = WrappedReply.Unwrap(answer);
        var found = new DocumentCollector(ids, properties);
        var json = new LenientJson(text, new HashSet<string>([.. FrameNames, .. properties, .. names ?? []]));
        var pieces = new List<JsonPiece>();
        foreach (var piece in json.Pieces())
        {
            // What stands before an end of thoughts was a draft.
            var between = pieces.Count > 0 ? text.AsSpan(pieces[^1].End, piece.Start - pieces[^1].End) : "";
            if (ThoughtMarks.IndexAfterFirst(between) is not null) found = new DocumentCollector(ids, properties);
            found.Add(piece, IsOverclosed(text, piece.End));
            pieces.Add(piece);
            if (!IsProse(text.AsSpan(piece.End))) continue;
            // Whoever speaks on after documents, and never comes to an end, may have meant them as a draft.
            if (truncated && found.HasDocuments) return ReadDocuments.None;
            found.BeginAnswer();
        }

        if (!truncated) found.RejectUnread(id => IsSaidBetween(text, id, pieces));
        return found.Documents(json.Doubtful);
    }

    // What may follow a value is the rest of the JSON around it, another value, or the end of a fence.
    private static bool IsProse(ReadOnlySpan<char> rest)
    {
        var next = rest.TrimStart(" \t\r\n\u00A0]},");
        if (next.StartsWith("```")) next = AfterFences(next);
        if (next.IsEmpty || next[0] is '{' or '[') return false;
        var between = rest[..^next.Length];
        return next[0] is not ('"' or '\'') || !between.Contains(',');
    }

    private static ReadOnlySpan<char> AfterFences(ReadOnlySpan<char> text)
    {
        while (text.StartsWith("```"))
        {
            text = text["```".Length..];
            if (text.StartsWith("json")) text = text["json".Length..];
            text = text.TrimStart(" \t\r\n");
        }

        return text;
    }

    private static bool IsOverclosed(string text, int at)
    {
        var next = LenientBlanks.Skip(text, at).Next;
        return next < text.Length && text[next] == '}';
    }

    // An id that is a member's name or value, where nothing could be read: a document that is broken.
    private static bool IsSaidBetween(string text, string id, List<JsonPiece> pieces)
    {
        for (var at = text.IndexOf(id, StringComparison.Ordinal); at >= 0;
            at = text.IndexOf(id, at + id.Length, StringComparison.Ordinal))
        {
            if (IsMember(text, at, id.Length) && !IsWithin(at, pieces)) return true;
        }

        return false;
    }

    private static bool IsMember(string text, int at, int length)
    {
        if (at == 0 || !LenientText.IsQuote(text[at - 1])) return false;
        var behind = Math.Min(at + length + 1, text.Length);
        return text.AsSpan(0, at - 1).TrimEnd().EndsWith(":") || text.AsSpan(behind).TrimStart().StartsWith(":");
    }

    private static bool IsWithin(int at, List<JsonPiece> pieces)
    {
        var (low, high) = (0, pieces.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (pieces[middle].End <= at) low = middle + 1;
            else high = middle;
        }

        return low < pieces.Count && pieces[low].Start <= at;
    }
}
