using BulkExtractor.Batches;

namespace BulkExtractor.Pipeline;

/// <summary>Leased chunks of one batch that wait for a model.</summary>
internal sealed record WaitingChunks(BatchPlan Plan, IReadOnlyList<LeasedChunk> Chunks);
