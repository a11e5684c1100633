using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

public sealed class ChunkWindowTests
{
    private static readonly Account Account = Some.Account();
    private static readonly Model First = Some.Model("first", Account);
    private static readonly Model Second = Some.Model("second", Account);

    private readonly ChunkWindow _window = new();
    private readonly BatchPlan _plan = new(
        new Batch(1, Some.Definition(), new BatchSettings { Pack = 3 }, [Account.Id]), [First, Second], new PackExperience());

    [Fact]
    public void A_pack_that_is_not_full_waits_while_more_may_come()
    {
        _window.Add([Some.Waiting(1), Some.Waiting(2)]);

        Assert.Empty(Take(First, mayBePartial: false));
        Assert.Equal(2, Take(First, mayBePartial: true).Count);
    }

    [Fact]
    public void What_was_taken_is_not_taken_again()
    {
        _window.Add([Some.Waiting(1), Some.Waiting(2), Some.Waiting(3)]);

        Take(First, mayBePartial: false);

        Assert.True(_window.IsEmpty);
    }

    [Fact]
    public void A_chunk_goes_to_another_model_than_the_one_that_failed_it()
    {
        _window.Add([Some.Waiting(1, blamed: First.Key)]);

        Assert.Empty(Take(First, mayBePartial: true));
        Assert.Single(Take(Second, mayBePartial: true));
    }

    [Fact]
    public void A_chunk_that_every_model_failed_may_go_to_any()
    {
        _window.Add([Some.Waiting(1, blamed: [First.Key, Second.Key])]);

        Assert.Single(Take(First, mayBePartial: true));
    }

    private IReadOnlyList<LeasedChunk> Take(Model model, bool mayBePartial) =>
        _window.Take(_plan, model, [First, Second], mayBePartial);
}
