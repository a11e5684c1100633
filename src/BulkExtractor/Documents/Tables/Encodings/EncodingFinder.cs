using System.Text.Unicode;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables.Encodings;

/// <summary>Finds out what a text without a mark is encoded in, where only one reading is possible.</summary>
internal static class EncodingFinder
{
    private const int BlockSize = 256 << 10;
    private const int LongestLetter = 4;

    /// <summary>The encoding's name; null where it is UTF-8, or none that can be told.</summary>
    public static async Task<string?> FindAsync(TableBytes bytes, CancellationToken cancellationToken)
    {
        var start = await bytes.PeekAsync(cancellationToken);
        if (FileEncoding.Detect(start.Span) is not null) return null;
        // What is a stream stays one: only its beginning is looked at, unless that shows that it is no UTF-8.
        if (!bytes.Again && Utf8.IsValid(start.Span[..^Unfinished(start.Span)])) return null;
        await bytes.KeepAsync(cancellationToken);
        if (await ScanAsync(bytes, Utf8.IsValid, cancellationToken)) return null;

        var high = new HighBytes();
        await ScanAsync(
            bytes,
            block =>
            {
                high.Add(block);
                return true;
            },
            cancellationToken);
        return WesternText.Fits(high) ? WesternText.Name : null;
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
