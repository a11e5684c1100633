using BulkExtractor.Batches;

namespace BulkExtractor.Calls;

/// <summary>Sends one pack to its model, once. Nothing is retried here.</summary>
public interface IModelClient
{
    /// <summary>Asks the model; what goes wrong on the way comes back as a <see cref="ModelReply.Failure"/>.</summary>
    Task<ModelReply> AskAsync(Pack pack, CancellationToken cancellationToken);
}
