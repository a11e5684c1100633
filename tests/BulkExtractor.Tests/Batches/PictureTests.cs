using BulkExtractor.Batches;
using BulkExtractor.Tests.Documents.Pictures;

namespace BulkExtractor.Tests.Batches;

public sealed class PictureTests
{
    public static TheoryData<string, byte[]> Kinds => new()
    {
        { "image/png", SomePictures.Png(640, 480) },
        { "image/gif", [.. "GIF89a"u8, 0x80, 2, 0xE0, 1, .. new byte[8]] },
        { "image/jpeg", Jpeg },
        { "image/webp", [.. "RIFF\0\0\0\0WEBPVP8X"u8, .. new byte[8], 0x7F, 2, 0, 0xDF, 1, 0, .. new byte[8]] },
        { "image/webp", [.. "RIFF\0\0\0\0WEBPVP8L\0\0\0\0"u8, 0x2F, 0x7F, 0xC2, 0x77, 0, .. new byte[8]] },
        { "image/webp", [.. "RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0"u8, 0x9D, 1, 0x2A, 0x80, 2, 0xE0, 1, .. new byte[8]] },
    };

    // A segment with a thumbnail stands before the frame, and a byte of filling.
    private static byte[] Jpeg =>
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 6, 1, 2, 3, 4, 0xFF, 0xFF, 0xC2, 0, 17, 8, 1, 0xE0, 2, 0x80, 3, 0, 0, 0, 0, 0];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_first_bytes_tell_what_a_picture_is_and_how_large(string mediaType, byte[] bytes)
    {
        var picture = Picture.Read(bytes);

        Assert.NotNull(picture);
        Assert.Equal((mediaType, 640, 480), (picture.MediaType, picture.Width, picture.Height));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_cut_off_in_its_first_bytes_is_no_picture(string mediaType, byte[] bytes)
    {
        for (var length = 0; length < 10; length++) Assert.Null(Picture.Read(bytes[..length]));
        Assert.StartsWith("image/", mediaType);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<html>not found</html>")]
    [InlineData("%PDF-1.7")]
    [InlineData("BM and a bitmap that nobody takes, long enough to have a header")]
    public void Only_what_models_read_is_a_picture(string content) =>
        Assert.Null(Picture.Read(System.Text.Encoding.UTF8.GetBytes(content)));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, -1)]
    [InlineData(20_000, 10)]
    [InlineData(12_000, 12_000)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_picture_of_absurd_size_is_refused(int width, int height) =>
        Assert.Null(Picture.Read(SomePictures.Png(width, height)));

    [Fact]
    public void The_tokens_of_a_picture_grow_with_its_area_to_a_bound()
    {
        Assert.Equal(258 + (640 * 480 / 784), Picture.Read(SomePictures.Png(640, 480))!.Tokens);
        Assert.Equal(Picture.MostTokens, Picture.Read(SomePictures.Png(8_000, 8_000))!.Tokens);
    }

    [Fact]
    public void The_pictures_of_the_shipped_job_are_small_and_read()
    {
        var picture = Picture.Read(SomePictures.Receipt);

        Assert.Equal("image/png", picture!.MediaType);
        Assert.InRange(picture.Bytes.Length, 500, 4_000);
    }
}
