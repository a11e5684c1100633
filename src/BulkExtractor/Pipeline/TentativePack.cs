using BulkExtractor.Catalog;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>A pack that was chosen for a model and has no permit yet: refused, its chunks wait on.</summary>
internal sealed record TentativePack(WaitingChunks Chosen, ModelChoice Choice)
{
    public Model Model => Choice.Model;
}
