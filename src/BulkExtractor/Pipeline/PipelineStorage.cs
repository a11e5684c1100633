using BulkExtractor.Batches;
using BulkExtractor.Packing;
using BulkExtractor.Quality;

namespace BulkExtractor.Pipeline;

/// <summary>Where a pipeline finds its work, and keeps what came of it and what it learned.</summary>
public sealed record PipelineStorage(
    IChunkQueue Queue,
    IBatchStore Batches,
    ISentinelStore Sentinels,
    IPackStatsStore PackStats,
    IWorkerRegistry Workers);
