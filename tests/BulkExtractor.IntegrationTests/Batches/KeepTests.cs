using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Review;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class KeepTests(TestCluster cluster)
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(90);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Texts_and_answers_go_when_their_time_is_over_and_results_stay()
    {
        await using var workshop = await TestApp.OpenAsync(cluster);
        var batch = await ExtractAsync(workshop, Keep);
        await workshop.Clock.AdvanceAsync(Keep - TimeSpan.FromMinutes(1));
        await workshop.KeepHouseAsync();
        Assert.Equal(2, await CountTextsAsync(workshop));

        await workshop.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        await workshop.KeepHouseAsync();
        await workshop.KeepHouseAsync();

        Assert.Equal(0, await CountTextsAsync(workshop));
        Assert.Equal(0, await workshop.ReadAsync<long>("select count(*) from bulk.answers"));
        Assert.Equal(["a", "a"], await workshop.ResultsAsync(batch));
        var row = (await workshop.Results.ReadAsync(batch, null, Token).ToListAsync(Token))[0];
        Assert.Equal(("1", ""), (row.Key, Assert.Single(row.Columns)));
    }

    [Fact]
    public async Task Without_a_span_and_while_a_batch_is_open_texts_stay()
    {
        await using var workshop = await TestApp.OpenAsync(cluster);
        await ExtractAsync(workshop, null);
        await workshop.Store.AddAsync(TestApp.New() with { Keep = Keep }, TestApp.Documents("open"), Token);

        await workshop.Clock.AdvanceAsync(Keep * 10);
        await workshop.KeepHouseAsync();

        Assert.Equal(3, await CountTextsAsync(workshop));
    }

    private static async Task<long> ExtractAsync(TestApp workshop, TimeSpan? keep)
    {
        var batch = (await workshop.Store.AddAsync(
            TestApp.New() with { Keep = keep }, TestApp.Documents("one", "two"), Token)).BatchId;
        await workshop.SplitAsync(batch);
        await workshop.RecordAsync(await workshop.LeaseAsync(batch), _ => "a");
        return batch;
    }

    private static Task<long> CountTextsAsync(TestApp workshop) =>
        workshop.ReadAsync<long>("select count(*) from bulk.documents where text <> '' and columns <> '{\"\"}'");
}
