using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BulkExtractor.Simulator.Wire;

/// <summary>
/// What a simulated model sees in a picture. It has no eyes: it reads the transcript that a PNG of our samples carries
/// in a <c>tEXt</c> chunk named Description, and of any other picture it knows the hash only, for <c>--answers</c>.
/// </summary>
internal static class PictureText
{
    /// <summary>What a picture counts in the prompt.</summary>
    public const int Characters = 900;

    private const int SignatureLength = 8;
    private const int ChunkFrame = 12;

    /// <summary>Reads the picture of an <c>image_url</c> part.</summary>
    public static string Read(JsonElement image)
    {
        if (image.ValueKind != JsonValueKind.Object
            || !image.TryGetProperty("url", out var url) || url.ValueKind != JsonValueKind.String
            || BytesOf(url.GetString()!) is not { } bytes)
            return "";

        return Transcript(bytes) ?? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
    }

    private static byte[]? BytesOf(string url)
    {
        var comma = url.IndexOf(";base64,", StringComparison.Ordinal);
        if (!url.StartsWith("data:image/", StringComparison.Ordinal) || comma < 0) return null;
        try
        {
            return Convert.FromBase64String(url[(comma + 8)..]);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? Transcript(ReadOnlySpan<byte> png)
    {
        var name = "Description\0"u8;
        for (var at = SignatureLength; at + ChunkFrame <= png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            if (length < 0 || length > png.Length - at - ChunkFrame) return null;
            var data = png.Slice(at + 8, length);
            if (png[(at + 4)..].StartsWith("tEXt"u8) && data.StartsWith(name))
                return Encoding.Latin1.GetString(data[name.Length..]);
            at += length + ChunkFrame;
        }

        return null;
    }
}
