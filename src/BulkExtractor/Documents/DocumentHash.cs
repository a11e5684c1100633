using System.Security.Cryptography;
using System.Text;

namespace BulkExtractor.Documents;

/// <summary>The identity of a document's content: SHA-256 over its text and its picture.</summary>
public static class DocumentHash
{
    /// <summary>32 bytes; the text's length stands in front, so that text and picture cannot flow into each other.</summary>
    public static byte[] Of(string text, string? image)
    {
        var content = Encoding.UTF8.GetBytes($"{text.Length}:{text}{image}");
        return SHA256.HashData(content);
    }
}
