using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Pipeline;

/// <summary>Records what requests brought, in groups.</summary>
internal sealed partial class Recorder(Leases leases, PipelineOptions options, ILogger<Recorder> logger)
{
    public async Task RunAsync(ChannelReader<AttemptResult> attempts, CancellationToken stop)
    {
        await foreach (var group in Stage.ReadGroupsAsync(attempts, options.RecordSize, stop))
        {
            await leases.RecordAsync(group, stop);
            LogGroup(group.Count, group.Sum(attempt => attempt.Readings.Count(reading => reading.Answered)));
        }
    }

    [LoggerMessage(LogLevel.Debug, "Recorded {Attempts} attempts with {Answers} answers")]
    private partial void LogGroup(int attempts, int answers);
}
