using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;

namespace BulkExtractor.Basics;

/// <summary>Where the program tells of itself, for any listener; without one it costs next to nothing.</summary>
public static class Telemetry
{
    /// <summary>The name of its traces and of its metrics.</summary>
    public const string Name = "BulkExtractor";

    internal static readonly ActivitySource Source = new(Name);

    internal static readonly Meter Meter = new(Name);

    /// <summary>The trace of a batch: the same in every process that works on it, over days.</summary>
    /// <remarks>No span is open for so long: the batch is the trace, and what is done for it are its spans.</remarks>
    internal static ActivityContext TraceOf(string job, long batchId)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{job} {batchId}")).AsSpan();
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(id[..16]),
            ActivitySpanId.CreateFromBytes(id[16..24]),
            ActivityTraceFlags.Recorded,
            isRemote: true);
    }
}
