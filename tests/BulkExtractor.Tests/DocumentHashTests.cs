using BulkExtractor.Batches;
using BulkExtractor.Tests.Documents.Pictures;

namespace BulkExtractor.Tests;

public sealed class DocumentHashTests
{
    private static readonly Picture One = Picture.Read(SomePictures.Png(40, 30))!;
    private static readonly Picture Other = Picture.Read(SomePictures.Png(30, 40))!;

    [Fact]
    public void Text_and_picture_do_not_flow_into_each_other() =>
        Assert.NotEqual(DocumentHash.Compute("ab", "c"), DocumentHash.Compute("a", "bc"));

    [Fact]
    public void The_pages_of_a_scan_are_its_identity_all_and_in_their_order()
    {
        Assert.Equal(Of(One, Other), Of(One, Other));
        Assert.NotEqual(Of(One, Other), Of(Other, One));
        Assert.NotEqual(Of(One, Other), Of(One));
        Assert.NotEqual(Of(One, Other), Of(Other));
        Assert.Equal(DocumentHash.Compute("", DocumentHash.NameOf(One.Hash)), Of(One));
    }

    private static byte[] Of(params Picture[] pictures) => new Document(1, "1", "", []) { Pictures = pictures }.Hash;
}
