namespace BulkExtractor.Pipeline;

/// <summary>The batches with waiting chunks in the order in which they are served.</summary>
/// <remarks>
/// What is sent uses up a turn, also where it came to nothing: its batch would else hold up all others.
/// </remarks>
internal sealed class ServingOrder(ChunkWindow window) : IPackObserver
{
    private readonly FairShare _shares = new();

    /// <summary>The batches, the one whose turn it is first.</summary>
    public IReadOnlyList<BatchPlan> Next() => _shares.Order(window.Plans, plan => plan.Share);

    /// <inheritdoc/>
    public void Sent(InFlight pack) => _shares.Sent(pack.Plan.Share);
}
