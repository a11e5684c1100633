using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using BulkExtractor.Recording;

namespace BulkExtractor.Tests.Pipeline;

public sealed class InFlightTests
{
    private static readonly Model Model = Some.Model();

    private readonly FlightLog _log = new();
    private readonly BatchPlan _plan = Some.Plan(pack: 2, Model);

    [Fact]
    public void What_was_answered_is_not_returned()
    {
        using (var pack = Choose().Leave()) pack.Answer(Nothing(pack.Chunks));

        Assert.Equal(["chosen", "sent", "answered"], _log.Told);
    }

    [Fact]
    public void What_was_refused_is_returned_and_was_never_sent()
    {
        var pack = Choose();

        pack.Decide(Flights.Refused);
        pack.Dispose();

        Assert.Equal(["chosen", "returned"], _log.Told);
        Assert.False(pack.WasSent);
    }

    [Fact]
    public void What_was_permitted_and_not_sent_is_returned()
    {
        using (var pack = Choose()) pack.Decide(Flights.Granted);

        Assert.Equal(["chosen", "returned"], _log.Told);
    }

    [Fact]
    public void What_was_sent_and_not_answered_is_returned_as_what_may_have_left()
    {
        var pack = Choose().Leave();

        pack.Dispose();

        Assert.Equal(["chosen", "sent", "returned"], _log.Told);
        Assert.True(pack.MayHaveLeft);
    }

    [Fact]
    public void What_provably_never_left_is_returned_once()
    {
        var pack = Choose().Leave();

        pack.Return();
        pack.Dispose();

        Assert.Equal(["chosen", "sent", "returned"], _log.Told);
        Assert.False(pack.MayHaveLeft);
    }

    [Fact]
    public void What_is_disposed_twice_is_returned_once()
    {
        var pack = Choose();

        pack.Dispose();
        pack.Dispose();

        Assert.Equal(["chosen", "returned"], _log.Told);
    }

    [Fact]
    public void Every_observer_is_told()
    {
        var other = new FlightLog();

        using (var pack = Flights.Send(_plan, Model, [Some.Waiting()], _log, other)) pack.Answer(Nothing(pack.Chunks));

        Assert.Equal(_log.Told, other.Told);
    }

    [Fact]
    public void Nothing_is_sent_without_a_permit()
    {
        using var pack = Choose();
        pack.Decide(Flights.Refused);

        Assert.Throws<InvalidOperationException>(pack.Send);
        Assert.Equal(["chosen"], _log.Told);
    }

    [Fact]
    public void Nothing_is_sent_twice()
    {
        using var pack = Choose().Leave();

        Assert.Throws<InvalidOperationException>(pack.Send);
        Assert.Equal(["chosen", "sent"], _log.Told);
    }

    [Fact]
    public void What_came_back_cannot_be_answered()
    {
        var pack = Choose().Leave();
        pack.Dispose();

        Assert.Throws<InvalidOperationException>(() => pack.Answer(Nothing(pack.Chunks)));
        Assert.Equal(["chosen", "sent", "returned"], _log.Told);
    }

    private InFlight Choose() => Flights.Choose(_plan, Model, [Some.Waiting()], _log);

    private static AttemptResult Nothing(IReadOnlyList<LeasedChunk> chunks) => new(
        1,
        1,
        new Pack(Model, Some.Definition(), []) { MaxTokens = 1 },
        new ModelReply(),
        [.. chunks.Select(chunk => new ChunkReading(chunk, null, "missing", []))]);
}
