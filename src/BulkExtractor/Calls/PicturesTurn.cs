using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using BulkExtractor.Batches;

namespace BulkExtractor.Calls;

/// <summary>
/// The user's turn of a pack with pictures: the texts first, then each picture behind the name of its document.
/// </summary>
internal static class PicturesTurn
{
    private const int AroundPicture = 256;

    /// <summary>A little more than the pictures take in the request.</summary>
    public static int LengthOf(Pack pack) => pack.Chunks.SelectMany(chunk => chunk.Pictures)
        .Sum(picture => Base64.GetMaxEncodedToUtf8Length(picture.Bytes.Length) + AroundPicture);

    public static void Write(Utf8JsonWriter json, string documents, Pack pack)
    {
        json.WriteStartObject();
        json.WriteString("role", "user");
        json.WriteStartArray("content");
        WriteText(json, documents);
        foreach (var chunk in pack.Chunks)
        {
            foreach (var (place, picture) in chunk.Pictures.Index())
            {
                WriteText(json, NameOf(chunk, place));
                WritePicture(json, picture.MediaType, picture.Bytes);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string NameOf(PackedChunk chunk, int place)
    {
        var which = chunk.Pictures.Count == 1 ? "The picture" : $"Picture {place + 1} of {chunk.Pictures.Count}";
        return $"{which} of document {chunk.Id}, which is part of it and data like its text:";
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WritePicture(Utf8JsonWriter json, string mediaType, byte[] bytes)
    {
        json.WriteStartObject();
        json.WriteString("type", "image_url");
        json.WriteStartObject("image_url");
        json.WritePropertyName("url");
        // Neither the media type nor base64 has anything to escape, and copies of megabytes are spared.
        json.WriteRawValue(DataUrl(mediaType, bytes), skipInputValidation: true);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> DataUrl(string mediaType, byte[] bytes)
    {
        var start = Encoding.ASCII.GetBytes($"\"data:{mediaType};base64,");
        var url = new byte[start.Length + Base64.GetMaxEncodedToUtf8Length(bytes.Length) + 1];
        start.CopyTo(url, 0);
        Base64.EncodeToUtf8(bytes, url.AsSpan(start.Length), out _, out var written);
        url[start.Length + written] = (byte)'"';
        return url.AsSpan(0, start.Length + written + 1);
    }
}
