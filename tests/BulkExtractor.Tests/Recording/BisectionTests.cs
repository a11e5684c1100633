using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Recording;

namespace BulkExtractor.Tests.Recording;

public sealed class BisectionTests
{
    private static readonly AskedHalf Refused = new(7, 8, IsRefused: true);
    private static readonly AskedHalf Answered = new(7, 8, IsRefused: false);

    [Fact]
    public void The_held_half_is_innocent_when_the_other_one_is_refused_too()
    {
        var told = Bisection.Tell(Refused, [Held(1), Held(2)]);

        Assert.All(told, suspect => Assert.Equal(
            (0, null, false, TimeSpan.Zero),
            (suspect.Suspicion, suspect.BisectionOf, suspect.IsHeld, suspect.Delay)));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "other m")]
    public void The_innocent_may_go_to_every_model_again_but_those_that_misread_them(int blame, string avoided)
    {
        var held = Held(1) with { BlameCount = blame, BlamedModels = ["router m", "other m"] };

        Assert.Equal(avoided, string.Join(',', Bisection.Tell(Refused, [held])[0].BlamedModels));
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "2")]
    [InlineData(5, "4 5")]
    public void The_held_half_is_halved_when_the_other_one_is_answered(int held, string waiting)
    {
        var told = Bisection.Tell(Answered, [.. Enumerable.Range(1, held).Select(id => Held(id))]);

        Assert.Equal(waiting, string.Join(' ', told.Where(suspect => suspect.IsHeld).Select(one => one.ChunkId)));
        Assert.All(told, suspect => Assert.Equal((2, 8L), (suspect.Suspicion, suspect.BisectionOf)));
    }

    [Fact]
    public void However_large_a_pack_is_its_one_culprit_is_found_and_nobody_else_is_blamed()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var size = random.Next(2, 60);
            var culprit = random.Next(size);

            var (blamed, requests) = Search([.. Enumerable.Range(0, size).Select(id => Some.Waiting(id))], culprit);

            var most = 2 + (2 * Math.Ceiling(Math.Log2(size)));
            Assert.True(
                blamed.SequenceEqual([culprit]) && requests <= most,
                $"seed {seed}: {culprit} of {size}, found {string.Join(',', blamed)} with {requests} requests");
        }
    }

    /// <summary>Asks packs, each refused if the culprit is in it, until nobody is under suspicion any more.</summary>
    private static (IReadOnlyList<long> Blamed, int Requests) Search(List<LeasedChunk> pack, long culprit)
    {
        var (blamed, requests) = (new List<long>(), 0);
        List<Suspect> held = [];
        while (pack.Count > 0)
        {
            var (attempt, bisected) = (++requests, pack[0].BisectionOf);
            var isRefused = pack.Exists(chunk => chunk.ChunkId == culprit);
            var returned = isRefused ? Refuse(pack, attempt) : [];
            blamed.AddRange(returned.Where(one => one.State == ChunkState.Failed || one.BlameCount > 0)
                .Select(one => one.Chunk.ChunkId));
            if (bisected is { } of) held = [.. Bisection.Tell(new AskedHalf(of, attempt, isRefused), held)];
            var next = held.Where(suspect => suspect is { BisectionOf: not null, IsHeld: false }).ToList();
            List<Suspect> still = [.. held.Where(suspect => suspect.IsHeld)];
            var open = returned.Where(one => one.BlameCount == 0).ToList();
            held = [.. still, .. open.Where(one => one.IsHeld).Select(one => Held(one.Chunk.ChunkId, attempt))];
            pack =
            [
                .. open.Where(one => !one.IsHeld)
                    .Select(one => one.Chunk with { BisectionOf = one.BisectionOf, Suspicion = one.Suspicion }),
                .. next.Select(one => Some.Waiting(one.ChunkId, bisectionOf: one.BisectionOf) with
                {
                    Suspicion = one.Suspicion,
                }),
            ];
        }

        return (blamed, requests);
    }

    private static List<ReturnedChunk> Refuse(List<LeasedChunk> chunks, long attempt)
    {
        var reply = new ModelReply { Failure = new CallFailure(FailureClass.ChunkAtFault, "content filter") };
        var pack = new Pack(Some.Model(), Some.Definition(), [.. chunks.Select(one => new PackedChunk("id", one))])
        {
            MaxTokens = 100,
        };
        List<ChunkReading> readings = [.. chunks.Select(chunk => new ChunkReading(chunk, null, "refused", []))];
        var request = new AskedRequest(attempt, pack.Model.Key, chunks.Count);
        return
        [
            .. readings.Select((reading, place) =>
                ReturnedChunk.Decide(reading, place, Verdict.Judge(pack, reply, readings), request)),
        ];
    }

    private static Suspect Held(long id, long bisection = 7) =>
        new(id, bisection, "router m") { Suspicion = 1, BlamedModels = ["router m"] };
}
