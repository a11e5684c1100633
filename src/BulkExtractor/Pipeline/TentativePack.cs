using BulkExtractor.Catalog;

namespace BulkExtractor.Pipeline;

/// <summary>A pack that was chosen for a model and has no permit yet: refused, its chunks wait on.</summary>
internal sealed record TentativePack(WaitingChunks Chosen, Model Model)
{
    /// <summary>Why this model was chosen.</summary>
    public string? Choice { get; init; }
}
