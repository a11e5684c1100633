using System.Security.Cryptography;
using System.Text;

namespace BulkExtractor.Batches;

/// <summary>The identity of a document's content: SHA-256 over its text and its picture.</summary>
public static class DocumentHash
{
    /// <summary>
    /// 32 bytes; the text's length stands in front, so that text and picture cannot flow into each other.
    /// </summary>
    /// <param name="image">What stands for the picture: <see cref="NameOf"/> its content, or its address.</param>
    public static byte[] Compute(string text, string? image)
    {
        var content = Encoding.UTF8.GetBytes($"{text.Length}:{text}{image}");
        return SHA256.HashData(content);
    }

    /// <summary>What stands for a picture whose bytes are known: their hash, wherever they came from.</summary>
    public static string NameOf(byte[] picture) => $"sha256:{Convert.ToHexStringLower(picture)}";
}
