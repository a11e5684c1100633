using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Quality;
using BulkExtractor.Recording;
using BulkExtractor.Review;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class TakeBackTests(TestCluster cluster) : QueueTests(cluster)
{
    private static readonly BatchSettings Measured = new() { Sentinel = 0.1 };

    [Fact]
    public async Task A_finished_batch_opens_again_with_what_was_read_since_the_last_good_sentinel()
    {
        var batch = await Shop.AddAsync(Measured, "a", "b", "c");
        var good = await ReadAsync(batch, limit: 1);
        await ReadAsync(batch);
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);

        Assert.Equal(2, await BenchAsync(batch, good.AttemptId));

        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal(("extracting", 1, 0), (progress.State, progress.Extracted, progress.Failed));
        Assert.Null(progress.FinishedAt);
        Assert.Equal(["A", null, null], await Shop.ResultsAsync(batch));
        Assert.Equal(2, await Shop.Sentinels.CountTakenBackAsync(batch, Token));
        Assert.All(await Shop.LeaseAsync(batch), chunk => Assert.Equal([TestApp.Model.Key], chunk.BlamedModels));
    }

    [Fact]
    public async Task What_others_read_then_ends_the_batch_once_more()
    {
        var batch = await Shop.AddAsync(Measured, "a", "b", "a");
        await ReadAsync(batch);
        await BenchAsync(batch, null);

        await Shop.RecordAsync(await Shop.LeaseAsync(batch), chunk => chunk.Text + "!");

        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal(("finished", 3, 1), (progress.State, progress.Extracted, progress.Cached));
        Assert.Equal(["a!", "b!", "a!"], await Shop.ResultsAsync(batch));
    }

    [Fact]
    public async Task Copies_in_later_batches_are_asked_again_too()
    {
        var batch = await Shop.AddAsync(Measured, "a", "b");
        await ReadAsync(batch);
        var later = await Shop.AddAsync("b", "a", "a");
        Assert.Equal("finished", (await Shop.ProgressAsync(later)).State);

        Assert.Equal(5, await BenchAsync(batch, null));

        Assert.Equal("extracting", (await Shop.ProgressAsync(later)).State);
        await Shop.RecordAsync(await Shop.LeaseAsync(later), chunk => chunk.Text + "!");
        Assert.Equal(["b!", "a!", "a!"], await Shop.ResultsAsync(later));
        Assert.Equal(
            ("finished", 3),
            ((await Shop.ProgressAsync(later)).State, (await Shop.ProgressAsync(later)).Extracted));
        Assert.Equal(0, await Shop.ReadAsync<int>("select count(*)::int from bulk.earlier where batch_id = 1"));
    }

    [Fact]
    public async Task What_people_vouched_for_stays()
    {
        var batch = await Shop.AddAsync(Measured, "a", "b", "c", "a");
        await ReadAsync(batch);
        await Shop.ExecuteAsync($"insert into bulk.approvals (batch_id, document_no) values ({batch}, 1)");
        await Shop.ExecuteAsync(
            $"insert into bulk.corrections (batch_id, document_no, field, value) values ({batch}, 2, 'name', '1')");

        Assert.Equal(1, await BenchAsync(batch, null));

        Assert.Equal(["A", "B", null, "A"], await Shop.ResultsAsync(batch));
    }

    [Fact]
    public async Task What_cannot_be_asked_again_is_flagged()
    {
        var batch = await Shop.AddAsync(Measured, "a", "b");
        await ReadAsync(batch, limit: 1);
        await Shop.Store.CancelAsync(batch, Token);

        Assert.Equal(0, await BenchAsync(batch, null));

        var rows = await Shop.Results.ReadAsync(batch, "extracted", Token).ToListAsync(Token);
        Assert.Contains("benched for misread sentinels", Assert.Single(Assert.Single(rows).Flags));
    }

    [Fact]
    public async Task A_model_is_benched_once()
    {
        var batch = await Shop.AddAsync(Measured, "a");
        await ReadAsync(batch);

        Assert.NotNull(await BenchAsync(batch, null));
        Assert.Null(await BenchAsync(batch, null));
    }

    [Fact]
    public async Task What_was_under_way_to_a_benched_model_does_not_count()
    {
        var batch = await Shop.AddAsync(Measured, "a", "b");
        await ReadAsync(batch, limit: 1);
        var underWay =
            await Shop.AskAsync(await Shop.LeaseAsync(batch), chunk => chunk.Text) with { IsMeasured = true };
        await BenchAsync(batch, null);

        await Shop.Queue.RecordAsync([underWay], Token);

        Assert.Equal([null, null], await Shop.ResultsAsync(batch));
        Assert.Equal(2, (await Shop.LeaseAsync(batch)).Count);
    }

    [Fact]
    public async Task Older_sentinels_weigh_less()
    {
        var batch = await Shop.AddAsync(Measured, "a", "b");
        await ReadAsync(batch, limit: 1, new SentinelScore("name", 0, 1, 0));
        await Shop.Clock.AdvanceAsync(FieldAccuracies.HalfLife);
        await ReadAsync(batch, limit: 1, new SentinelScore("name", 1, 0, 0));

        var standing = Assert.Single(await Shop.Sentinels.ReadStandingsAsync([batch], Token));

        var field = Assert.Single(standing.Accuracy.Fields);
        Assert.Equal((1, 0.5, 0), (Math.Round(field.Right, 3), Math.Round(field.Wrong, 3), field.Missed));
    }

    [Fact]
    public async Task How_sure_the_program_was_is_kept_with_what_came_of_it()
    {
        var batch = await Shop.AddAsync(Measured, "a");
        var attempt = await ReadAsync(
            batch,
            limit: 1,
            new SentinelScore("name", 1, 1, 0) { Confidence = 0.97 },
            new SentinelScore("name", 0, 1, 0) { Confidence = 0.25 },
            new SentinelScore("name", 1, 0, 4));

        var standing = Assert.Single(await Shop.Sentinels.ReadStandingsAsync([batch], Token));
        var (readings, _) = await Shop.Sentinels.ReadReadingsAsync(batch, TestApp.Model, Token);

        var field = Assert.Single(standing.Accuracy.Fields);
        Assert.Equal((2.0, 2.0, 4.0), (field.Right, field.Wrong, field.Missed));
        Assert.Equal([new ConfidenceLevel(0.25, 0, 1), new ConfidenceLevel(0.97, 1, 1)], field.Levels);
        Assert.Equal([new FieldReading(attempt.AttemptId, "name", 0.25)], readings);
    }

    [Fact]
    public async Task The_newest_gold_of_a_definition_replaces_the_gold_before()
    {
        await Shop.AddAsync(TestApp.New(Measured) with { Gold = [Gold("one", "1"), Gold("two", "2")] }, "a");
        var batch = await Shop.AddAsync(
            TestApp.New(Measured) with { Gold = [Gold("two", "3"), Gold("new", "4")] }, "b");
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), chunk => "approved");
        await Shop.ExecuteAsync($"insert into bulk.approvals (batch_id, document_no) values ({batch}, 1)");

        var gold = await Shop.Sentinels.ReadGoldAsync(batch, Token);

        Assert.Equal(
            ["b approved", "new 4", "two 3"], gold.Select(row => $"{row.Text} {row.Fields["name"]}").Order());
    }

    private static GoldRow Gold(string text, string name) => new(text, new() { ["name"] = name });

    private async Task<AttemptResult> ReadAsync(long batch, int limit = 100, params SentinelScore[] scores)
    {
        var attempt = await Shop.AskAsync(
            await Shop.LeaseAsync(batch, limit), chunk => chunk.Text.ToUpperInvariant()) with
        {
            IsMeasured = true,
            Sentinels = scores,
        };
        await Shop.Queue.RecordAsync([attempt], Token);
        return attempt;
    }

    private Task<int?> BenchAsync(long batch, long? lastGood) => Shop.Sentinels.QuarantineAsync(
        batch, TestApp.Model, new QuarantineDecision("it misread", 0.9, lastGood, TimeSpan.FromMinutes(10)), Token);
}
