using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Models;
using BulkExtractor.Quality;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class OldSentinelTests(TestCluster cluster) : QueueTests(cluster)
{
    private static readonly TimeSpan Long = FieldAccuracies.Memory + Minute;

    [Fact]
    public async Task Sentinels_are_forgotten_once_they_weigh_nothing()
    {
        var batch = await AddAsync();
        await ReadAsync(batch);
        await Shop.Clock.AdvanceAsync(TimeSpan.FromDays(29));
        await ReadAsync(batch);
        await Shop.KeepHouseAsync();
        Assert.Equal(2, await CountAsync());

        await Shop.Clock.AdvanceAsync(TimeSpan.FromDays(1) + Minute);
        await Shop.KeepHouseAsync();

        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task What_a_model_is_benched_for_is_kept_until_it_is_back()
    {
        var batch = await AddAsync();
        await ReadAsync(batch);
        await BenchAsync(batch);
        await Shop.Clock.AdvanceAsync(Long);
        await Shop.KeepHouseAsync();
        Assert.Equal(1, await CountAsync());

        await ReadAsync(batch, onTrial: true);
        await Shop.KeepHouseAsync();

        Assert.Equal(1, await CountAsync());
        Assert.Single((await Shop.Sentinels.ReadReadingsAsync(batch, TestApp.Model, Token)).Readings);
    }

    [Fact]
    public async Task What_was_read_before_a_forgotten_sentinel_is_not_taken_back()
    {
        var batch = await AddAsync();
        await ReadAsync(batch);
        await Shop.Clock.AdvanceAsync(Long);
        await Shop.KeepHouseAsync();
        await ReadAsync(batch);

        Assert.Equal(1, await BenchAsync(batch));

        Assert.Equal(["A", null, null], await Shop.ResultsAsync(batch));
    }

    [Fact]
    public async Task Many_are_forgotten_a_few_at_a_time()
    {
        var batch = await AddAsync();
        await ReadAsync(batch);
        await Shop.ExecuteAsync(
            """
            insert into bulk.sentinels
              (definition_id, account, model, attempt_id, field, right_count, wrong_count, missed_count, read_at)
            select definition_id, account, model, -number, field, 1, 0, 0, read_at
            from bulk.sentinels, generate_series(1, 10000) number
            """);
        await Shop.Clock.AdvanceAsync(Long);

        await Shop.KeepHouseAsync();

        Assert.Equal(0, await CountAsync());
    }

    private Task<long> AddAsync() => Shop.AddAsync(new BatchSettings { Sentinel = 0.1 }, "a", "b", "c");

    private async Task ReadAsync(long batch, bool onTrial = false)
    {
        var attempt = await Shop.AskAsync(await Shop.LeaseAsync(batch, 1), chunk => chunk.Text.ToUpperInvariant()) with
        {
            IsMeasured = true,
            OnTrial = onTrial,
            Sentinels = [new SentinelScore("name", 1, 0, 0)],
        };
        await Shop.Queue.RecordAsync([attempt], Token);
    }

    private Task<int?> BenchAsync(long batch) => Shop.Sentinels.QuarantineAsync(
        batch, TestApp.Model, new QuarantineDecision("it misread", 0.9, null, Minute), Token);

    private Task<long> CountAsync() => Shop.ReadAsync<long>("select count(*) from bulk.sentinels");
}
