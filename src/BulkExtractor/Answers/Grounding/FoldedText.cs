using System.Text;

namespace BulkExtractor.Answers.Grounding;

/// <summary>A text as it is compared, with the place in the original of each of its characters.</summary>
internal sealed class FoldedText
{
    private readonly int[] _starts;
    private readonly int[] _ends;

    private FoldedText(string text, int[] starts, int[] ends) => (Text, _starts, _ends) = (text, starts, ends);

    public string Text { get; }

    /// <summary>Where in the original a part of the text begins and ends.</summary>
    public (int Start, int End) Original(int start, int length) => (_starts[start], _ends[start + length - 1]);

    /// <summary>Whether a part begins and ends with whole characters of the original, marks included.</summary>
    public bool IsWhole(int start, int length) => !IsWithinCluster(start) && !IsWithinCluster(start + length);

    /// <summary>Without blanks and case, characters of one meaning alike.</summary>
    public static FoldedText Fold(string original)
    {
        var pen = new Pen(original.Length);
        for (int at = 0, end; at < original.Length; at = end)
        {
            end = EndOfCluster(original, at);
            pen.Write(end == at + 1 ? FoldedSigns.Fold(original[at]) : FoldedSigns.Fold(original[at..end]), at, end);
        }

        return pen.Done();
    }

    /// <summary>Besides, without accents and without punctuation, but for the signs within a number.</summary>
    public FoldedText Plain()
    {
        var pen = new Pen(Text.Length);
        for (var at = 0; at < Text.Length; at++)
        {
            if (!IsLeftOut(at)) pen.Write(FoldedSigns.Plain(Text[at]), _starts[at], _ends[at]);
        }

        return pen.Done();
    }

    private bool IsWithinCluster(int at) => at > 0 && at < Text.Length && _starts[at] == _starts[at - 1];

    private bool IsLeftOut(int at) => char.IsPunctuation(Text[at]) && !(
        Text[at] is '.' or ',' && at > 0 && at + 1 < Text.Length
        && char.IsAsciiDigit(Text[at - 1]) && char.IsAsciiDigit(Text[at + 1]));

    private static int EndOfCluster(string text, int start)
    {
        var end = start + (start + 1 < text.Length && char.IsSurrogatePair(text[start], text[start + 1]) ? 2 : 1);
        while (end < text.Length && FoldedSigns.Continues(text[end])) end++;
        return end;
    }

    private sealed class Pen(int capacity)
    {
        private readonly StringBuilder _text = new(capacity);
        private int[] _starts = new int[capacity];
        private int[] _ends = new int[capacity];

        public void Write(string signs, int start, int end)
        {
            if (_text.Length + signs.Length > _starts.Length) Grow(signs.Length);
            foreach (var sign in signs)
            {
                (_starts[_text.Length], _ends[_text.Length]) = (start, end);
                _text.Append(sign);
            }
        }

        public FoldedText Done() => new(_text.ToString(), _starts, _ends);

        private void Grow(int more)
        {
            var length = (_starts.Length * 2) + more;
            Array.Resize(ref _starts, length);
            Array.Resize(ref _ends, length);
        }
    }
}
