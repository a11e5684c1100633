using BulkExtractor.Batches;
using BulkExtractor.Tests.Batches;
using BulkExtractor.Tests.Forecasting;
using BulkExtractor.Web.Reviewing;

namespace BulkExtractor.Tests.Web;

public sealed class BatchOverviewsTests
{
    private static readonly BatchProgress Ended =
        new() { BatchId = 7, Job = "adverts", Source = "adverts.csv", State = "finished" };

    [Fact]
    public async Task What_an_ended_batch_took_is_summed_up_once()
    {
        var (known, overviews) = Know(Ended);

        await FindAsync(overviews);
        Assert.Equal("finished", (await FindAsync(overviews))!.Batch.State);

        Assert.Equal(1, known.Looks);
    }

    [Fact]
    public async Task It_is_summed_up_again_when_its_row_changed()
    {
        var (known, overviews) = Know(Ended);
        await FindAsync(overviews);

        known.Batches[0] = Ended with { State = "extracting" };
        known.Version = "2";

        Assert.Equal("extracting", (await FindAsync(overviews))!.Batch.State);
    }

    [Theory]
    [InlineData("extracting", 0)]
    [InlineData("cancelled", 1)]
    public async Task What_may_still_change_is_read_each_time(string state, int underWay)
    {
        var (known, overviews) = Know(Ended with { State = state, UnderWay = underWay });

        await FindAsync(overviews);
        await FindAsync(overviews);

        Assert.Equal(2, known.Looks);
    }

    [Fact]
    public async Task A_batch_that_is_gone_is_not_found()
    {
        var (known, overviews) = Know(Ended);
        await FindAsync(overviews);

        known.Batches.Clear();

        Assert.Null(await FindAsync(overviews));
    }

    private static (KnownBatches Known, BatchOverviews Overviews) Know(BatchProgress batch)
    {
        var known = new KnownBatches(batch);
        return (known, new BatchOverviews(known, new KnownAttempts(), new ManualClock()));
    }

    private static Task<BatchOverview?> FindAsync(BatchOverviews overviews) =>
        overviews.FindAsync(Ended.BatchId, TestContext.Current.CancellationToken);
}
