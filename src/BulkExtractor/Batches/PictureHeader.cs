using static System.Buffers.Binary.BinaryPrimitives;

namespace BulkExtractor.Batches;

/// <summary>What the first bytes of a picture say of it.</summary>
internal readonly record struct PictureHeader(string MediaType, int Width, int Height)
{
    // A few bytes can claim to unfold into a wall of one colour: nobody is sent one.
    public const int LongestSide = 16_384;
    private const long MostPixels = 64_000_000;

    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> WebPFrame => [0x9D, 0x01, 0x2A];

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    /// <summary>Null for what is no PNG, JPEG, WebP or GIF, is cut off, or claims an absurd size.</summary>
    public static PictureHeader? Read(ReadOnlySpan<byte> bytes)
    {
        var header = Png(bytes) ?? Gif(bytes) ?? WebP(bytes) ?? Jpeg(bytes);
        return header is { Width: >= 1 and <= LongestSide, Height: >= 1 and <= LongestSide } size
            && (long)size.Width * size.Height <= MostPixels
                ? header
                : null;
    }

    private static PictureHeader? Png(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 33 && bytes.StartsWith(PngStart) && bytes[12..].StartsWith("IHDR"u8)
            ? new PictureHeader("image/png", ReadInt32BigEndian(bytes[16..]), ReadInt32BigEndian(bytes[20..]))
            : null;

    private static PictureHeader? Gif(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 13 && (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
            ? new PictureHeader("image/gif", ReadUInt16LittleEndian(bytes[6..]), ReadUInt16LittleEndian(bytes[8..]))
            : null;

    private static PictureHeader? WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= 30 || !bytes.StartsWith("RIFF"u8) || !bytes[8..].StartsWith("WEBP"u8)) return null;
        var kind = bytes[12..16];
        if (kind.SequenceEqual("VP8X"u8)) return WebP(1 + Three(bytes[24..]), 1 + Three(bytes[27..]));
        if (kind.SequenceEqual("VP8L"u8) && bytes[20] == 0x2F)
        {
            var bits = ReadUInt32LittleEndian(bytes[21..]);
            return WebP(1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }

        return kind.SequenceEqual("VP8 "u8) && bytes[23..].StartsWith(WebPFrame)
            ? WebP(ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF)
            : null;

        static PictureHeader WebP(int width, int height) => new("image/webp", width, height);
        static int Three(ReadOnlySpan<byte> at) => at[0] | (at[1] << 8) | (at[2] << 16);
    }

    // The size stands in the frame header, behind segments that each say their length.
    private static PictureHeader? Jpeg(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(JpegStart)) return null;
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new PictureHeader(
                    "image/jpeg", ReadUInt16BigEndian(bytes[(at + 7)..]), ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += marker == 0xFF ? 1 : 2 + ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }
}
