using System.Buffers.Binary;
using BulkExtractor.Samples;

namespace BulkExtractor.Tests.Documents.Pictures;

/// <summary>Pictures for tests: a real one, and the beginnings of others.</summary>
public static class SomePictures
{
    /// <summary>A receipt of the shipped samples.</summary>
    public static byte[] Receipt { get; } =
        SampleSet.All(SampleSet.DefaultSeed).Single(set => set.Job == "receipts").Pictures[0].Content;

    /// <summary>The beginning of a PNG that claims to be so large.</summary>
    public static byte[] Png(int width, int height)
    {
        var bytes = new byte[40];
        ((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8]).CopyTo(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        return bytes;
    }
}
