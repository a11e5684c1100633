using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables;

/// <summary>How a file of JSON begins.</summary>
/// <param name="IsArray">Whether its objects stand in an array; else one follows the other.</param>
/// <param name="Encoding">Its encoding, if that is not UTF-8.</param>
internal sealed record JsonStart(bool IsArray, Encoding? Encoding)
{
    /// <summary>What JSON begins so; null if it may be a CSV, of which few begin with a brace.</summary>
    public static JsonStart? Find(ReadOnlySpan<byte> start, string encoding)
    {
        var marked = FileEncoding.Detect(start);
        if ((marked ?? FileEncoding.Named(encoding)) is not { } found) return null;
        var text = found.GetString(start[(marked?.Preamble.Length ?? 0)..]).AsSpan().TrimStart();
        var other = found is UTF8Encoding ? null : found;
        return text switch
        {
            ['{', ..] when text[1..].TrimStart() is ['"' or '}', ..] && !text[1..].StartsWith("\"\"") =>
                new JsonStart(false, other),
            ['[', ..] when text[1..].TrimStart() is ['{' or '[' or ']' or '"', ..] => new JsonStart(true, other),
            _ => null,
        };
    }
}
