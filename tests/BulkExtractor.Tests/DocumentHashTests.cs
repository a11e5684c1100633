using BulkExtractor.Batches;

namespace BulkExtractor.Tests;

public sealed class DocumentHashTests
{
    [Fact]
    public void Text_and_picture_do_not_flow_into_each_other() =>
        Assert.NotEqual(DocumentHash.Compute("ab", "c"), DocumentHash.Compute("a", "bc"));
}
