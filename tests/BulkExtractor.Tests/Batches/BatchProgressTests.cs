namespace BulkExtractor.Tests.Batches;

public sealed class BatchProgressTests
{
    [Theory]
    [InlineData(242, 109, 10, 13.3)]
    [InlineData(5, 5, 1, 0.0)]
    [InlineData(5, 5, 0, null)]
    [InlineData(36, 39, 1, null)]
    public void Documents_that_needed_no_request_are_none_that_a_request_brought(
        int extracted, int cached, int requests, double? brought) =>
        Assert.Equal(brought, Some.Progress(extracted, cached, requests).PerRequest);
}
