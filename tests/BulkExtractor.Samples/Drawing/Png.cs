using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace BulkExtractor.Samples.Drawing;

/// <summary>Writes a drawing in black and white as a PNG.</summary>
internal static class Png
{
    private static readonly byte[] Signature = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'];
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Remainder((uint)value))];

    /// <param name="drawing">Whether a dot is black, by column and row.</param>
    /// <param name="description">What is to be seen, kept in a <c>tEXt</c> chunk.</param>
    public static byte[] Of(bool[,] drawing, string description)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, drawing.GetLength(0));
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), drawing.GetLength(1));
        header[8] = 1; // one bit a dot; the colour type 0 is grey
        return
        [
            .. Signature,
            .. Chunk("IHDR", header),
            .. Chunk("tEXt", [.. "Description\0"u8, .. Encoding.Latin1.GetBytes(description)]),
            .. Chunk("IDAT", Packed(drawing)),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[] Packed(bool[,] drawing)
    {
        using var bytes = new MemoryStream();
        using (var packer = new ZLibStream(bytes, CompressionLevel.SmallestSize))
            for (var y = 0; y < drawing.GetLength(1); y++) packer.Write(Row(drawing, y));
        return bytes.ToArray();
    }

    // A row begins with the number of its filter: 0 is none. White is 1.
    private static byte[] Row(bool[,] drawing, int y)
    {
        var row = new byte[1 + ((drawing.GetLength(0) + 7) / 8)];
        for (var x = 0; x < drawing.GetLength(0); x++)
            if (!drawing[x, y]) row[1 + (x / 8)] |= (byte)(0x80 >> (x % 8));
        return row;
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] content = [.. Encoding.ASCII.GetBytes(name), .. data];
        var chunk = new byte[content.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        content.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 4), Checksum(content));
        return chunk;
    }

    private static uint Checksum(byte[] bytes) =>
        ~bytes.Aggregate(uint.MaxValue, (sum, value) => Table[(sum ^ value) & 0xFF] ^ (sum >> 8));

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
        return value;
    }
}
