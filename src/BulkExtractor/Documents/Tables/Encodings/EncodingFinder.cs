using System.Text;
using System.Text.Unicode;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables.Encodings;

/// <summary>Finds out what a text without a mark is encoded in, where only one reading is possible.</summary>
internal static class EncodingFinder
{
    private const int BlockSize = 256 << 10;
    private const int LongestLetter = 4;

    /// <summary>
    /// What a text is read as, and why, if not as the job says; null where that fits, or nothing else can be told.
    /// </summary>
    public static async Task<(string Name, string Reason)?> FindAsync(
        TableBytes bytes, string named, CancellationToken cancellationToken)
    {
        var start = await bytes.PeekAsync(cancellationToken);
        if (FileEncoding.Detect(start.Span) is not null) return null;
        return FileEncoding.Named(named) switch
        {
            UTF8Encoding when await IsWesternAsync(bytes, start, cancellationToken) => (
                WesternText.Name,
                $"nothing says its encoding, and {WesternText.Name} is the only common one that fits: "
                + "see whether its letters are right"),
            { IsSingleByte: true } when await IsUtf8Async(bytes, start, cancellationToken) => (
                "utf-8",
                $"the job says {named}, but all of it is UTF-8 and read as that; --encoding {named} reads it so"),
            _ => null,
        };
    }

    // Of a stream only the beginning is looked at, unless that holds letters.
    private static async Task<bool> IsUtf8Async(
        TableBytes bytes, ReadOnlyMemory<byte> start, CancellationToken cancellationToken)
    {
        var whole = start[..^Unfinished(start.Span)];
        if (!Ascii.IsValid(whole.Span) ? !Utf8.IsValid(whole.Span) : !bytes.Again) return false;
        await bytes.KeepAsync(cancellationToken);
        var beyondAscii = false;
        return await ScanAsync(bytes, IsUtf8, cancellationToken) && beyondAscii;

        bool IsUtf8(ReadOnlySpan<byte> block)
        {
            beyondAscii |= !Ascii.IsValid(block);
            return Utf8.IsValid(block);
        }
    }

    private static async Task<bool> IsWesternAsync(
        TableBytes bytes, ReadOnlyMemory<byte> start, CancellationToken cancellationToken)
    {
        // What is a stream stays one: only its beginning is looked at, unless that shows that it is no UTF-8.
        if (!bytes.Again && Utf8.IsValid(start.Span[..^Unfinished(start.Span)])) return false;
        await bytes.KeepAsync(cancellationToken);
        if (await ScanAsync(bytes, Utf8.IsValid, cancellationToken)) return false;

        var high = new HighBytes();
        await ScanAsync(
            bytes,
            block =>
            {
                high.Add(block);
                return true;
            },
            cancellationToken);
        return WesternText.Fits(high);
    }

    private delegate bool Look(ReadOnlySpan<byte> block);

    // Blocks overlap by nothing: one that ends within a letter hands its beginning on to the next.
    private static async Task<bool> ScanAsync(TableBytes bytes, Look look, CancellationToken cancellationToken)
    {
        var stream = await bytes.OpenAsync(cancellationToken);
        var (block, kept) = (new byte[BlockSize], 0);
        while (true)
        {
            var read = await stream.ReadAtLeastAsync(block.AsMemory(kept), BlockSize - kept, false, cancellationToken);
            var (count, isCut) = (kept + read, kept + read == BlockSize);
            kept = isCut ? Unfinished(block) : 0;
            if (!look(block.AsSpan(0, count - kept))) return false;
            if (!isCut) return true;
            block.AsSpan(count - kept).CopyTo(block);
        }
    }

    // How many bytes at the end begin a letter that may go on.
    private static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back < LongestLetter && back <= bytes.Length; back++)
        {
            if (bytes[^back] < 0x80) return 0;
            if (bytes[^back] >= 0xC0) return back;
        }

        return 0;
    }
}
