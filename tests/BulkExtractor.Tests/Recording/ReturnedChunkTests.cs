using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Recording;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Recording;

public sealed class ReturnedChunkTests
{
    private const string Asked = "router m";

    private static readonly Verdict Innocent = new(false, false, false);
    private static readonly Verdict Elsewhere = new(false, false, true);
    private static readonly Verdict Blamed = new(true, false, true);
    private static readonly Verdict Final = Blamed with { Final = true };
    private static readonly Verdict Suspected = new(false, true, true);

    public static TheoryData<Verdict, int, ChunkState> Fates => new()
    {
        { Innocent, 0, ChunkState.Open },
        { Innocent, 3, ChunkState.Open },
        { Elsewhere, 3, ChunkState.Open },
        { Suspected, 3, ChunkState.Open },
        { Blamed, 0, ChunkState.Open },
        { Blamed, 2, ChunkState.Open },
        { Blamed, 3, ChunkState.Failed },
        { Final, 0, ChunkState.Failed },
    };

    [Theory]
    [MemberData(nameof(Fates))]
    public void The_fourth_blame_or_a_proof_gives_a_chunk_up(Verdict verdict, int blame, ChunkState expected) =>
        Assert.Equal(expected, Return(Some.Waiting() with { BlameCount = blame }, verdict).State);

    [Theory]
    [MemberData(nameof(Fates))]
    public void One_that_has_an_answer_to_an_earlier_question_keeps_that(
        Verdict verdict, int blame, ChunkState expected)
    {
        var chunk = Some.Waiting() with
        {
            BlameCount = blame,
            Question = Question.AllFields.AskAnotherModel(["other m"], null),
        };

        Assert.Equal(
            expected == ChunkState.Failed ? ChunkState.Answered : expected, Return(chunk, verdict).State);
    }

    [Fact]
    public void A_chunk_to_which_nothing_happened_goes_before_all_others_as_it_was()
    {
        var returned = Return(Some.Waiting(blamed: ["other m"]), Innocent);

        Assert.Equal((1, 0, true), (returned.BlameCount, returned.Suspicion, returned.GoesFirst));
        Assert.Equal(["other m"], returned.BlamedModels);
    }

    [Fact]
    public void A_model_that_babbled_is_avoided_though_nobody_is_blamed()
    {
        var returned = Return(Some.Waiting(), Elsewhere);

        Assert.Equal((0, true), (returned.BlameCount, returned.GoesFirst));
        Assert.Equal([Asked], returned.BlamedModels);
    }

    [Fact]
    public void A_model_is_named_once_among_those_to_avoid()
    {
        var returned = Return(Some.Waiting(blamed: [Asked, "other m"]), Blamed);

        Assert.Equal([Asked, "other m"], returned.BlamedModels);
        Assert.False(returned.GoesFirst);
    }

    [Theory]
    [InlineData(1, "held: ")]
    [InlineData(2, "held: 1")]
    [InlineData(5, "held: 3 4")]
    [InlineData(6, "held: 3 4 5")]
    public void Of_a_refused_pack_the_second_half_is_held(int chunks, string expected)
    {
        var returned = Enumerable.Range(0, chunks)
            .Select(place => ReturnedChunk.Decide(
                Missed(Some.Waiting(place)), place, Suspected, new AskedRequest(7, Asked, chunks)))
            .ToList();

        Assert.Equal(
            expected,
            $"held: {string.Join(' ', returned.Where(one => one.IsHeld).Select(one => one.Chunk.ChunkId))}");
        Assert.All(returned, one => Assert.Equal((1, 7L, 0), (one.Suspicion, one.BisectionOf, one.BlameCount)));
        Assert.All(returned, one => Assert.Equal(one.IsHeld, one.Delay == TimeSpan.FromMinutes(10)));
    }

    [Theory]
    [InlineData(null, "too small", null, null)]
    [InlineData("older", "too small", AnswerFault.Invalid, "too small")]
    [InlineData("older", "missing", AnswerFault.Missing, "older")]
    [InlineData("older", "busy", null, "older")]
    public void The_next_model_is_told_of_the_last_answer_from_which_there_is_something_to_learn(
        string? before, string problem, AnswerFault? fault, string? told)
    {
        var reading = new ChunkReading(Some.Waiting() with { Hint = before }, null, problem, []) { Fault = fault };

        var returned = ReturnedChunk.Decide(reading, 0, Blamed, new AskedRequest(7, Asked, 1));

        Assert.Equal((told, problem), (returned.Hint, returned.Problem));
    }

    private static ReturnedChunk Return(LeasedChunk chunk, Verdict verdict) =>
        ReturnedChunk.Decide(Missed(chunk), 0, verdict, new AskedRequest(7, Asked, 3));

    private static ChunkReading Missed(LeasedChunk chunk) => new(chunk, null, "missing", []);
}
