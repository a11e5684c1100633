namespace BulkExtractor.Documents;

/// <summary>What ends where one character follows another; the later in this list, the better to cut there.</summary>
internal enum Border
{
    Cluster,
    Word,
    Sentence,
    Paragraph,
}

/// <summary>Tells the border at a place of a text by the few characters around it.</summary>
internal static class Borders
{
    // Quotes and brackets after a full stop belong to its sentence; a bound keeps the walk back constant.
    private const int MostClosers = 3;

    /// <summary>
    /// The border in front of the character at the index. White space belongs to what stands before it,
    /// so a border better than that of a cluster is followed by something else.
    /// </summary>
    public static Border Before(string text, int index)
    {
        if (index <= 0 || index >= text.Length) return Border.Paragraph;
        if (char.IsWhiteSpace(text[index])) return Border.Cluster;
        var (end, lines) = SkipSpaceBack(text, index);
        if (lines > 1) return Border.Paragraph;
        if (lines == 1 || EndsSentence(text, end, index)) return Border.Sentence;
        return end < index || text[index - 1] is '、' or '，' or '；' ? Border.Word : Border.Cluster;
    }

    private static (int End, int Lines) SkipSpaceBack(string text, int index)
    {
        var lines = 0;
        for (; index > 0 && char.IsWhiteSpace(text[index - 1]); index--)
            if (text[index - 1] is '\n' or '\u2029' || (text[index - 1] == '\r' && text[index] != '\n')) lines++;
        return (index, lines);
    }

    private static bool EndsSentence(string text, int end, int next)
    {
        var mark = end - 1;
        for (var closers = 0; mark > 0 && closers < MostClosers && IsCloser(text[mark]); closers++) mark--;
        if (mark < 0) return false;
        return text[mark] switch
        {
            '。' or '！' or '？' or '｡' or '।' or '॥' => !IsCloser(text[next]) && !IsFullStop(text[next]),
            '!' or '?' or '…' or '؟' or '۔' => next > end,
            '.' => next > end && !char.IsLower(text[next]) && !IsInitial(text, mark),
            _ => false,
        };
    }

    private static bool IsFullStop(char character) => character is '。' or '！' or '？' or '｡' or '।' or '॥';

    private static bool IsInitial(string text, int stop) =>
        stop > 0 && char.IsLetter(text[stop - 1]) && (stop == 1 || !char.IsLetterOrDigit(text[stop - 2]));

    private static bool IsCloser(char character) =>
        character is '"' or '\'' or ')' or ']' or '”' or '’' or '»' or '」' or '』' or '）' or '】';
}
