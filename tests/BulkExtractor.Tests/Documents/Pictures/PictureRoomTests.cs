using BulkExtractor.Batches;
using BulkExtractor.Documents.Pictures;

namespace BulkExtractor.Tests.Documents.Pictures;

public sealed class PictureRoomTests
{
    private static readonly Picture Small = Picture.Read(SomePictures.Png(20, 20))!;

    [Fact]
    public void A_room_takes_as_many_bytes_as_it_has_and_every_copy_counts()
    {
        var room = new PictureRoom(taken: 1, most: 1 + (3 * Small.Bytes.Length));

        Assert.True(room.Take(Small));
        Assert.True(room.Take(Small, copies: 2));
        Assert.False(room.IsFull);
        Assert.False(room.Take(Small));
    }

    [Fact]
    public void After_a_picture_without_room_no_other_is_taken_though_it_would_fit()
    {
        var room = new PictureRoom(most: 2 * Small.Bytes.Length);

        Assert.False(room.Take(Small, copies: 3));

        Assert.True(room.IsFull);
        Assert.False(room.Take(Small));
    }
}
