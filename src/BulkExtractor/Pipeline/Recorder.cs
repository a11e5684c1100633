using System.Threading.Channels;
using BulkExtractor.Batches;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Pipeline;

/// <summary>Records what requests brought, in groups, and lets go of their chunks.</summary>
internal sealed partial class Recorder(
    IChunkQueue queue, HeldChunks held, PipelineOptions options, Signal wake, ILogger<Recorder> logger)
{
    public async Task RunAsync(ChannelReader<AttemptResult> attempts, CancellationToken stop)
    {
        await foreach (var group in Stage.ReadGroupsAsync(attempts, options.RecordSize, stop))
        {
            await queue.RecordAsync(group, stop);
            held.Remove(group.SelectMany(attempt => attempt.Readings).Select(reading => reading.Chunk));
            wake.Set();
            LogGroup(group.Count, group.Sum(attempt => attempt.Readings.Count(reading => reading.Answered)));
        }
    }

    [LoggerMessage(LogLevel.Debug, "Recorded {Attempts} attempts with {Answers} answers")]
    private partial void LogGroup(int attempts, int answers);
}
