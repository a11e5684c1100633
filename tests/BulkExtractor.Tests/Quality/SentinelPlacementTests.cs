using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Packing;

namespace BulkExtractor.Tests.Quality;

public sealed class SentinelPlacementTests
{
    private static readonly PackBudget Budget = new(Documents: 3, InputTokens: 500, MaxTokens: 500);
    private static readonly Sentinel Gold = new("gold", new JsonObject(), 100);

    [Fact]
    public void A_sentinel_takes_a_free_place() => Assert.Equal((2, 1), Ride(Budget, Some.Waiting(1), Some.Waiting(2)));

    [Fact]
    public void In_a_full_pack_it_takes_the_last_place() =>
        Assert.Equal((2, 1), Ride(Budget, Some.Waiting(1), Some.Waiting(2), Some.Waiting(3)));

    [Fact]
    public void It_rides_only_where_its_tokens_fit()
    {
        Assert.Equal((1, 1), Ride(Budget, Some.Waiting(1, tokens: 200), Some.Waiting(2, tokens: 200)));
        Assert.Equal((1, 0), Ride(Budget, Some.Waiting(1, tokens: 400)));
    }

    [Fact]
    public void It_never_takes_the_place_of_the_only_document() =>
        Assert.Equal((1, 0), Ride(Budget with { Documents = 1 }, Some.Waiting(1)));

    [Fact]
    public void It_rides_with_nothing_that_must_be_alone_is_suspected_or_is_asked_in_part()
    {
        var chunk = Some.Waiting(1);
        var part = Question.TheseFields(["name"], new ReusedFields([]));

        Assert.Equal((1, 0), Ride(Budget, chunk with { Alone = true }));
        Assert.Equal((1, 0), Ride(Budget, chunk with { BisectionOf = 7 }));
        Assert.Equal((1, 0), Ride(Budget, chunk with { Question = part }));
    }

    private static (int Chunks, int Sentinels) Ride(PackBudget budget, params LeasedChunk[] chosen)
    {
        var ride = BulkExtractor.Quality.SentinelPlacement.Place(chosen, [Gold], budget);
        return (ride.Chunks.Count, ride.Sentinels.Count);
    }
}
