using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Exports;

/// <summary>The encoding of an exported CSV, which refuses what it cannot write.</summary>
internal sealed class CsvEncoding
{
    private CsvEncoding(Encoding named)
    {
        (Name, Mark) = (named.WebName, named.GetPreamble());
        Writing = WithoutMark(named);
        WritesAll = Writing is UTF8Encoding or UnicodeEncoding or UTF32Encoding;
    }

    /// <summary>The encoding of that name.</summary>
    public static CsvEncoding Named(string name) => new(FileEncoding.Named(name) ?? throw new InputException(
        $"there is no encoding '{name}'; name one such as utf-8, utf-16 or windows-1252"));

    /// <summary>Whether it has every character.</summary>
    public bool WritesAll { get; }

    /// <summary>What its files begin with where a mark is wanted; nothing where it has none.</summary>
    public byte[] Mark { get; }

    /// <summary>What writes texts; the mark is written apart.</summary>
    public Encoding Writing { get; }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>The cells, if all of them can be written.</summary>
    /// <param name="place">Where they stand, for the error.</param>
    public IReadOnlyList<string> Check(IReadOnlyList<string> names, IReadOnlyList<string> cells, string place)
    {
        if (WritesAll) return cells;
        for (var i = 0; i < cells.Count; i++)
        {
            if (Find(cells[i]) is { } stranger) throw new InputException(
                $"{place}, {names[i]}: '{stranger}' does not exist in {Name}, as the export is written: "
                + "name another one, such as --encoding utf-8");
        }

        return cells;
    }

    // A writer of streams would write the mark by itself.
    private static Encoding WithoutMark(Encoding named)
    {
        if (named is UTF8Encoding) return new UTF8Encoding(false);
        if (named is UnicodeEncoding) return new UnicodeEncoding(named.GetPreamble()[0] == 0xFE, false);
        if (named is UTF32Encoding) return new UTF32Encoding(named.GetPreamble()[0] == 0, false);

        var writing = (Encoding)named.Clone();
        writing.EncoderFallback = EncoderFallback.ExceptionFallback;
        return writing;
    }

    private string? Find(string text)
    {
        if (Ascii.IsValid(text)) return null;
        try
        {
            Writing.GetByteCount(text);
            return null;
        }
        catch (EncoderFallbackException refused)
        {
            return refused.CharUnknownHigh == 0
                ? $"{refused.CharUnknown}"
                : $"{refused.CharUnknownHigh}{refused.CharUnknownLow}";
        }
    }
}
