using BulkExtractor.Jobs;

namespace BulkExtractor.Batches;

/// <summary>A run of a job: what was asked, of how many documents.</summary>
public sealed record LastBatch(long BatchId, DateTimeOffset At, int Documents, Definition Definition);
