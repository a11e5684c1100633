using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Recording;

namespace BulkExtractor.Tests.Recording;

public sealed class VerdictTests
{
    private static readonly ModelReply Good = new() { Content = "{}" };

    [Theory]
    [InlineData(FailureClass.AccountPaused)]
    [InlineData(FailureClass.AccountStopped)]
    [InlineData(FailureClass.ModelPaused)]
    [InlineData(FailureClass.ModelGone)]
    [InlineData(FailureClass.TryElsewhere)]
    public void A_refusal_or_a_fault_on_the_way_blames_nobody(FailureClass failure) =>
        Assert.Equal(new Verdict(false, false, false), Of(Failed(failure), chunks: 3, answered: 0));

    [Fact]
    public void A_chunk_that_is_missing_beside_answered_ones_is_blamed() =>
        Assert.Equal(new Verdict(Blame: true, Suspect: false, AvoidModel: true), Of(Good, chunks: 3, answered: 2));

    [Fact]
    public void A_first_reply_without_any_answer_only_sends_its_pack_to_another_model() =>
        Assert.Equal(new Verdict(Blame: false, Suspect: false, AvoidModel: true), Of(Good, chunks: 3, answered: 0));

    [Fact]
    public void A_second_reply_without_any_answer_makes_suspects_but_blames_nobody() =>
        Assert.Equal(
            new Verdict(Blame: false, Suspect: true, AvoidModel: true),
            Of(Good, chunks: 3, answered: 0, blamed: "another model"));

    [Fact]
    public void A_chunk_that_was_alone_is_blamed_for_a_reply_without_an_answer() =>
        Assert.True(Of(Good, chunks: 1, answered: 0).Blame);

    [Fact]
    public void Content_that_is_refused_makes_suspects_of_a_pack() =>
        Assert.Equal(new Verdict(false, true, true), Of(Failed(FailureClass.ChunkAtFault), chunks: 3, answered: 0));

    [Fact]
    public void Content_that_is_refused_alone_is_blamed() =>
        Assert.True(Of(Failed(FailureClass.ChunkAtFault), chunks: 1, answered: 0).Blame);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Content_that_is_refused_alone_after_two_refusals_in_company_is_given_up(int suspicion, bool final)
    {
        var verdict = Of(Failed(FailureClass.ChunkAtFault), chunks: 1, answered: 0, suspicion);

        Assert.Equal((true, final), (verdict.Blame, verdict.Final));
    }

    [Fact]
    public void Whoever_stood_behind_the_cut_of_a_truncated_reply_is_innocent() =>
        Assert.Equal(new Verdict(false, false, false), Of(Good with { Truncated = true }, chunks: 3, answered: 2));

    private static ModelReply Failed(FailureClass failure) => new() { Failure = new CallFailure(failure, "because") };

    private static Verdict Of(ModelReply reply, int chunks, int answered, int suspicion = 0, params string[] blamed)
    {
        var packed = Enumerable.Range(1, chunks)
            .Select(id => new PackedChunk($"id{id}", Some.Waiting(id, blamed: blamed) with { Suspicion = suspicion }))
            .ToList();
        var pack = new Pack(Some.Model(), Some.Definition(), packed) { MaxTokens = 100 };
        var readings = packed.Select((chunk, place) => place < answered
            ? new ChunkReading(chunk.Chunk, [], null, [])
            : new ChunkReading(chunk.Chunk, null, "missing", []));
        return Verdict.Judge(pack, reply, [.. readings]);
    }
}
