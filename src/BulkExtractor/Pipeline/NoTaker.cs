using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Models;
using BulkExtractor.Packing;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>Says why no model takes the chunks of a batch that wait here, though some of its models are open.</summary>
internal sealed class NoTaker(ChunkWindow window, ModelAvailability models, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Throttle _look = new(Patience / 2, clock);
    private IReadOnlyList<BatchPlan> _told = [];

    /// <summary>Looks at all that waits, now and then.</summary>
    public Task LookAsync(CancellationToken cancellationToken) => _look.RunAsync(
        _ =>
        {
            foreach (var plan in _told) plan.NoTaker = null;
            foreach (var plan in window.Plans) plan.NoTaker = Describe(plan);
            _told = window.Plans;
            return Task.CompletedTask;
        },
        cancellationToken);

    private string? Describe(BatchPlan plan)
    {
        if (clock.GetElapsedTime(plan.LastSentAt) < Patience) return null;
        var takers = window.Waiting(plan).Select(one => TakersOf(plan, one.Chunk, one.Need)).ToList();
        if (takers.Exists(some => some.Count > 0 && models.Blocker(plan, some) is null)) return null;
        return takers.Find(some => some.Count > 0) is { } closed
            ? models.Blocker(plan, closed)
            : $"a model that can take {takers.Count} of its documents: none that it may use reads pictures of that "
                + "size, or texts of that length ('bulk models')";
    }

    private static List<Model> TakersOf(BatchPlan plan, LeasedChunk chunk, ChunkNeed need) =>
    [
        .. plan.Candidates
            .Where(need.MayGoTo)
            .Where(model => Packer.Choose([chunk], plan.Budget(model, chunk)).Count > 0),
    ];
}
