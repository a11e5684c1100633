using BulkExtractor.Calls;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Routing;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class EvidenceTests(TestCluster cluster) : QueueTests(cluster)
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromHours(2);

    [Fact]
    public async Task The_share_of_documents_that_requests_answered_is_told_by_model()
    {
        var chunks = await Shop.LeaseAsync(await Shop.AddAsync(4));

        await Shop.RecordAsync(chunks, chunk => chunk == chunks[0] ? null : "Ann");

        var evidence = await ReadAsync();
        Assert.Equal(
            ($"{TestApp.Account.Id} m", 0.75, 0.25),
            (evidence.Model, Math.Round(evidence.Good, 2), Math.Round(evidence.Bad, 2)));
    }

    [Fact]
    public async Task The_largest_pack_that_came_back_whole_is_told_and_the_largest_that_missed_much()
    {
        var chunks = await Shop.LeaseAsync(await Shop.AddAsync(6));
        await Shop.RecordAsync([.. chunks.Take(2)], _ => "Ann");
        var before = await ReadAsync();

        await Shop.RecordAsync([.. chunks.Skip(2)], chunk => chunk == chunks[5] ? null : "Bob");

        Assert.Equal((2, (int?)null), (before.Whole, before.TooLarge));
        Assert.Equal((2, 4), ((await ReadAsync()).Whole, (await ReadAsync()).TooLarge));
    }

    [Fact]
    public async Task A_request_weighs_half_when_its_age_is_the_half_life()
    {
        await Shop.RecordAsync(await Shop.LeaseAsync(await Shop.AddAsync(1)), _ => "Ann");

        await Shop.Clock.AdvanceAsync(HalfLife);

        Assert.Equal(0.5, (await ReadAsync()).Good, 2);
    }

    [Fact]
    public async Task A_document_that_nobody_would_read_says_nothing_about_its_model()
    {
        var refused = new ModelReply { Failure = new CallFailure(FailureClass.ChunkAtFault, "flagged") };

        await Shop.RecordAsync(await Shop.LeaseAsync(await Shop.AddAsync(1)), _ => null, refused);

        Assert.Empty(await Shop.Queue.ReadEvidenceAsync(HalfLife, Token));
    }

    [Fact]
    public async Task Why_a_model_was_chosen_is_kept_with_the_request()
    {
        var attempt = await Shop.AskAsync(await Shop.LeaseAsync(await Shop.AddAsync(1)), _ => "Ann");

        await Shop.Queue.RecordAsync([attempt with { Pack = attempt.Pack with { Choice = "lane long" } }], Token);

        Assert.Equal("lane long", await Shop.ReadAsync<string>("select choice from bulk.attempts"));
    }

    private async Task<ModelEvidence> ReadAsync() =>
        Assert.Single(await Shop.Queue.ReadEvidenceAsync(HalfLife, Token));
}
