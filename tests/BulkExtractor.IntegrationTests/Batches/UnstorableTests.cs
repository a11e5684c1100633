using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Calls;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Review;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class UnstorableTests(TestCluster cluster) : QueueTests(cluster)
{
    public static TheoryData<string> Refused => ["""{"name":"a\u0000b"}""", """{"name":1e400000}"""];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_answer_that_PostgreSQL_refuses_fails_only_its_own_chunk(string fields)
    {
        var batch = await Shop.AddAsync(5);
        var chunks = await Shop.LeaseAsync(batch);
        var bad = await Shop.AskAsync([.. chunks.Take(3)], _ => "good");
        bad = bad with
        {
            Readings =
            [
                bad.Readings[0],
                bad.Readings[1] with { Fields = JsonNode.Parse(fields)!.AsObject() },
                bad.Readings[2],
            ],
        };
        var neighbour = await Shop.AskAsync([.. chunks.Skip(3)], _ => "good");

        await Shop.Queue.RecordAsync([bad, neighbour], Token);

        Assert.Equal(["good", null, "good", "good", "good"], await Shop.ResultsAsync(batch));
        var again = Assert.Single(await Shop.LeaseAsync(batch));
        Assert.Equal((2, 1, 0), (again.DocumentNo, again.BlameCount, again.Suspicion));
        Assert.StartsWith(
            "the answer cannot be stored", await ProblemAsync(again.ChunkId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_replaced_in_a_document_is_a_flag_of_its_result()
    {
        var documents = TestApp.Documents("clean", "cleaned")
            .Select(document => document with { Replaced = document.Number - 1 });
        var batch = (await Shop.Store.AddAsync(TestApp.New(), documents, Token)).BatchId;
        await Shop.SplitAsync(batch);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), chunk => chunk.Text);

        var rows = await Shop.Results.ReadAsync(batch, null, Token).ToListAsync(Token);

        Assert.Empty(rows[0].Flags);
        Assert.EndsWith("in its input: 1", Assert.Single(rows[1].Flags), StringComparison.Ordinal);
        Assert.Equal(rows[1].Flags, (await Shop.Results.FindAsync(batch, 2, Token))!.Flags);
    }

    [Fact]
    public async Task Texts_that_PostgreSQL_refuses_are_cleaned()
    {
        const string dirty = "a\0b\ud800c";
        const string clean = "a\uFFFDb\uFFFDc";
        var batch = await Shop.AddAsync(2);
        var chunks = await Shop.LeaseAsync(batch);
        var reply = new ModelReply { AnsweredBy = dirty, Failure = new CallFailure(FailureClass.ChunkAtFault, dirty) };
        var attempt = await Shop.AskAsync(chunks, _ => null, reply);
        attempt = attempt with
        {
            Readings = [.. chunks.Select(chunk => new ChunkReading(chunk, null, dirty, [dirty]))],
        };

        await Shop.Queue.RecordAsync([attempt], Token);

        Assert.Equal(
            $"{clean} {clean}",
            await Shop.ReadAsync<string>("select answered_by || ' ' || reason from bulk.attempts"));
        Assert.Equal(clean, await ProblemAsync(chunks[0].ChunkId));
    }

    private Task<string> ProblemAsync(long chunk) =>
        Shop.ReadAsync<string>($"select problem from bulk.chunks where chunk_id = {chunk}");
}
