using System.Text;

namespace BulkExtractor.Answers.Lenient;

/// <summary>Reads one list or object after the other and writes it as strict JSON.</summary>
internal sealed class LenientParser(string text, IReadOnlySet<string> names)
{
    private const int MaxDepth = 64;

    // Where one of them begins or ends a text, it may be the sign that is missing beside it.
    private const string Signs = "{}[],:;=";

    private readonly StringBuilder _json = new();
    private readonly List<Part> _parts = [];
    private readonly Dictionary<string, string> _doubtful = [];
    private int _at;
    private int _innermost;
    private string? _lastText;
    private bool _linesEndWithCommas;
    private bool _linesEndWithout;

    /// <summary>Where to go on after the last one that was tried.</summary>
    public int End { get; private set; }

    /// <summary>Texts with escapes that no JSON has, as they were read, and as they stand.</summary>
    public IReadOnlyDictionary<string, string> Doubtful => _doubtful;

    /// <summary>Reads the list or object that begins at a place.</summary>
    public bool TryRead(int start)
    {
        _json.Clear();
        _parts.Clear();
        (_at, _innermost) = (start, start);
        (_linesEndWithCommas, _linesEndWithout) = (false, false);
        var isWhole = ReadContainer(0);
        // What follows the last whole part has not been looked at in its own right.
        End = isWhole ? _at : Math.Max(_innermost + 1, _parts.Count > 0 ? _parts[^1].End : 0);
        return isWhole;
    }

    /// <summary>What was read: the one that was tried, or the whole ones within it.</summary>
    public IReadOnlyList<JsonPiece> Parts() =>
        [.. _parts.Select(part => new JsonPiece(_json.ToString(part.Offset, part.Length), part.Start, part.End, true))];

    /// <summary>How long a name without quotes is that a colon follows; 0 if there is none.</summary>
    public static int LengthOfBareName(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] is '_' or '$' || IsLater(text[end]))) end++;
        return end > at && NextAfterBlanks(text, end) == ':' ? end - at : 0;

        bool IsLater(char sign) => end > at && (char.IsAsciiDigit(sign) || sign == '-');
    }

    private static char NextAfterBlanks(string text, int at)
    {
        var next = LenientBlanks.Skip(text, at).Next;
        return next < text.Length ? text[next] : '\0';
    }

    private bool LeavesCommasOut => _linesEndWithout && !_linesEndWithCommas;

    private char Next => _at < text.Length ? text[_at] : '\0';

    private bool ReadContainer(int depth)
    {
        if (depth == MaxDepth) return false;

        var (start, offset, parts, around) = (_at, _json.Length, _parts.Count, _innermost);
        _innermost = start;
        var isObject = text[_at++] == '{';
        _json.Append(isObject ? '{' : '[');
        if (!(isObject ? ReadMembers(depth + 1) : ReadItems(depth + 1))) return false;

        _json.Append(isObject ? '}' : ']');
        _parts.RemoveRange(parts, _parts.Count - parts);
        _parts.Add(new Part(start, _at, offset, _json.Length - offset));
        (_innermost, _lastText) = (around, null);
        return true;
    }

    private bool ReadMembers(int depth)
    {
        var gap = SkipCommas();
        for (var count = 0; !TryTake('}'); count++)
        {
            if (count > 0) _json.Append(',');
            if (!ReadName(gap with { HasComma = gap.HasComma || count == 0 }, out var hasColon)) return false;

            _json.Append(':');
            SkipBlanks();
            _lastText = null;
            if (!ReadValue(depth)) return false;

            if (!hasColon && _lastText?.TrimStart() is [var slipped, ..] && Signs.Contains(slipped)) return false;
            gap = SkipCommas() with { TextBefore = _lastText };
            _linesEndWithCommas |= gap is { NewLine: true, HasComma: true };
            _linesEndWithout |= gap is { NewLine: true, HasComma: false } && Next != '}';
        }

        return true;
    }

    private bool ReadItems(int depth)
    {
        SkipBlanks();
        for (var count = 0; !TryTake(']'); count++)
        {
            if (count > 0) _json.Append(',');
            var isContainer = Next is '{' or '[';
            if (!ReadValue(depth)) return false;

            var newLine = SkipBlanks();
            // Two texts without a comma are one text to Python, and two numbers may be one with a blank in it; but not
            // to whoever leaves the commas out at the ends of all lines.
            if (TryTake(',')) _linesEndWithCommas |= SkipBlanks();
            else if (Next != ']' && !(isContainer && Next is '{' or '[') && !(newLine && LeavesCommasOut)) return false;
        }

        return true;
    }

    // A name that is known needs neither a comma before it nor a colon behind it to be one.
    private bool ReadName(Gap gap, out bool hasColon)
    {
        hasColon = false;
        var isKnown = false;
        if (!gap.HasComma && gap.TextBefore?.TrimEnd() is [.., var last] && Signs.Contains(last)) return false;
        if (!LenientText.IsQuote(Next))
        {
            var length = LengthOfBareName(text, _at);
            if (length == 0 || !(gap.HasComma || gap.NewLine)) return false;
            LenientScalars.Quote(text.AsSpan(_at, length), _json);
            _at += length;
        }
        else if (LenientText.Read(text, _at) is not { Literal: null } name
            || !(gap.HasComma || gap.NewLine || gap.TextBefore is null || names.Contains(name.Value)))
        {
            return false;
        }
        else
        {
            LenientScalars.Quote(name.Value, _json);
            _at = name.End;
            isKnown = gap.HasComma && names.Contains(name.Value);
        }

        SkipBlanks();
        hasColon = TryTake(':');
        return hasColon || isKnown;
    }

    private bool ReadValue(int depth)
    {
        if (Next is '{' or '[') return ReadContainer(depth);
        if (!LenientText.IsQuote(Next)) return LenientScalars.TryRead(text, ref _at, _json);
        if (LenientText.Read(text, _at) is not { } read) return false;

        if (read.Literal is { } literal) _doubtful[read.Value] = literal;
        LenientScalars.Quote(read.Value, _json);
        _lastText = read.Value;
        _at = read.End;
        return true;
    }

    private bool TryTake(char sign)
    {
        if (Next != sign) return false;
        _at++;
        return true;
    }

    private bool SkipBlanks()
    {
        var (next, newLine) = LenientBlanks.Skip(text, _at);
        _at = next;
        return newLine;
    }

    private Gap SkipCommas()
    {
        var gap = new Gap(SkipBlanks(), false, null);
        while (TryTake(',')) gap = gap with { HasComma = true, NewLine = SkipBlanks() || gap.NewLine };
        return gap;
    }

    private readonly record struct Part(int Start, int End, int Offset, int Length);

    // What stands between two members of an object.
    private readonly record struct Gap(bool NewLine, bool HasComma, string? TextBefore);
}
