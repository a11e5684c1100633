using BulkExtractor.Batches;
using BulkExtractor.Calls;

namespace BulkExtractor.Pipeline;

/// <summary>Calls that a watch learns of.</summary>
public sealed class WatchedCalls(IModelClient client, ProviderWatch watch) : IModelClient
{
    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(Pack pack, CancellationToken cancellationToken)
    {
        var reply = await client.AskAsync(pack, cancellationToken);
        watch.Note(pack.Model.Account, reply);
        return reply;
    }
}
