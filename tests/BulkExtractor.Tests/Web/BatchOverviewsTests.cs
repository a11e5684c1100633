using BulkExtractor.Batches;
using BulkExtractor.Tests.Batches;
using BulkExtractor.Tests.Forecasting;
using BulkExtractor.Web.Reviewing;

namespace BulkExtractor.Tests.Web;

public sealed class EndedBatchesTests
{
    private static readonly BatchProgress Ended =
        new() { BatchId = 7, Job = "adverts", Source = "adverts.csv", State = "finished" };

    [Fact]
    public async Task What_an_ended_batch_took_is_summed_up_once()
    {
        var (known, batches) = Know(Ended);

        await FindAsync(batches);
        Assert.Equal("finished", (await FindAsync(batches))!.Batch.State);

        Assert.Equal(1, known.Looks);
    }

    [Fact]
    public async Task It_is_summed_up_again_when_its_row_changed()
    {
        var (known, batches) = Know(Ended);
        await FindAsync(batches);

        known.Batches[0] = Ended with { State = "extracting" };
        known.Version = "2";

        Assert.Equal("extracting", (await FindAsync(batches))!.Batch.State);
    }

    [Theory]
    [InlineData("extracting", 0)]
    [InlineData("cancelled", 1)]
    public async Task What_may_still_change_is_read_each_time(string state, int underWay)
    {
        var (known, batches) = Know(Ended with { State = state, UnderWay = underWay });

        await FindAsync(batches);
        await FindAsync(batches);

        Assert.Equal(2, known.Looks);
    }

    [Fact]
    public async Task A_batch_that_is_gone_is_not_found()
    {
        var (known, batches) = Know(Ended);
        await FindAsync(batches);

        known.Batches.Clear();

        Assert.Null(await FindAsync(batches));
    }

    private static (KnownBatches Known, EndedBatches Batches) Know(BatchProgress batch)
    {
        var known = new KnownBatches(batch);
        return (known, new EndedBatches(known, new KnownAttempts()));
    }

    private static Task<BatchPast?> FindAsync(EndedBatches batches) =>
        batches.FindAsync(Ended.BatchId, _ => TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
}
