using System.Security.Cryptography;

namespace BulkExtractor.Batches;

/// <summary>A picture as it is sent: never decoded here, but its first bytes say what it is and how large.</summary>
/// <param name="MediaType">image/png, image/jpeg, image/webp or image/gif.</param>
public sealed record Picture(string MediaType, int Width, int Height, byte[] Bytes)
{
    /// <summary>The largest picture that is read, in bytes.</summary>
    public const int MostBytes = 5 << 20;

    /// <summary>A high count of the tokens of a picture that models make smaller first.</summary>
    public const int MostTokens = 16_384;

    // What a picture costs wherever it is read, and the area that one more token stands for.
    private const int LeastTokens = 258;
    private const int PixelsPerToken = 28 * 28;

    /// <summary>The estimated tokens.</summary>
    public int Tokens => (int)Math.Min(MostTokens, LeastTokens + ((long)Width * Height / PixelsPerToken));

    /// <summary>SHA-256 over its bytes.</summary>
    public byte[] Hash => SHA256.HashData(Bytes);

    /// <summary>The picture that some bytes are; null if they are none that models read, or of absurd size.</summary>
    public static Picture? Read(byte[] bytes) =>
        PictureHeader.Read(bytes) is { } header
            ? new Picture(header.MediaType, header.Width, header.Height, bytes)
            : null;
}
