namespace BulkExtractor.Simulator.Answers;

/// <summary>A document as the rules read it; a place in the folded texts is the same in the original.</summary>
internal sealed class SourceDocument
{
    private readonly Lazy<List<Hit>> _labels;
    private readonly Lazy<List<Hit>> _values;
    private readonly Lazy<List<Amount>> _amounts;
    private readonly Lazy<List<DateFound>> _dates;
    private readonly Lazy<List<Span>> _phones;

    public SourceDocument(string document)
    {
        Original = document;
        Folded = string.Create(document.Length, document, (span, text) => Map(span, text, Fold));
        Lower = string.Create(document.Length, Folded, (span, text) => Map(span, text, char.ToLowerInvariant));
        Lines = [.. ReadLines(Folded)];
        _labels = new(() => Lexicon.Labels.Scan(Lower));
        _values = new(() => Lexicon.Values.Scan(Lower));
        _phones = new(() => [.. Contacts.PhoneSpans(this)]);
        _dates = new(() => Answers.Dates.Find(this));
        _amounts = new(() => Answers.Amounts.Find(this));
    }

    public string Original { get; }

    /// <summary>Digits, full-width forms and blanks of all scripts as their ASCII counterparts.</summary>
    public string Folded { get; }

    public string Lower { get; }

    /// <summary>The lines that hold something, without the white space around it.</summary>
    public IReadOnlyList<Span> Lines { get; }

    public IReadOnlyList<Hit> Labels => _labels.Value;

    public IReadOnlyList<Hit> Values => _values.Value;

    public IReadOnlyList<Amount> Amounts => _amounts.Value;

    public IReadOnlyList<DateFound> Dates => _dates.Value;

    /// <summary>Where phone numbers stand, the likeliest first.</summary>
    public IReadOnlyList<Span> Phones => _phones.Value;

    public string this[Span span] => Original[span.Start..span.End];

    /// <summary>Where the line that holds this place begins and ends.</summary>
    public Span LineAt(int place)
    {
        var start = place == 0 ? 0 : Folded.LastIndexOf('\n', place - 1) + 1;
        var end = Folded.IndexOf('\n', place);
        return new Span(start, end < 0 ? Folded.Length : end);
    }

    /// <summary>The index of the first label that begins here or later.</summary>
    public int FirstLabelFrom(int place)
    {
        var (low, high) = (0, Labels.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Labels[middle].Start < place) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static IEnumerable<Span> ReadLines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            var line = new Span(start, end).Trim(text);
            if (line.Length > 0) yield return line;
            start = end + 1;
        }
    }

    private static void Map(Span<char> target, string text, Func<char, char> map)
    {
        for (var at = 0; at < text.Length; at++) target[at] = map(text[at]);
    }

    private static char Fold(char character) => character switch
    {
        < '\u00a0' => character == '\r' ? ' ' : character,
        >= '\uff01' and <= '\uff5e' => (char)(character - '\uff01' + '!'),
        >= '٠' and <= '٩' => (char)(character - '٠' + '0'),
        >= '۰' and <= '۹' => (char)(character - '۰' + '0'),
        '٫' => '.',
        '٬' => ',',
        '￥' => '¥',
        '’' => '\'',
        '\u00a0' or '\u202f' or '\u2009' or '\u3000' => ' ',
        _ => character,
    };
}

internal readonly record struct Span(int Start, int End)
{
    public int Length => End - Start;

    public bool Overlaps(Span other) => Start < other.End && other.Start < End;

    public Span Trim(string text)
    {
        var (start, end) = (Start, End);
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return new Span(start, end);
    }
}
