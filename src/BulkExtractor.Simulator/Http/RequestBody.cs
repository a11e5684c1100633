using System.Buffers;
using System.IO.Pipelines;

namespace BulkExtractor.Simulator.Http;

/// <summary>Reads a request's body whole, without copying it.</summary>
internal static class RequestBody
{
    /// <summary>The body; whoever has read it must advance the reader.</summary>
    public static async Task<ReadOnlySequence<byte>> ReadAsync(
        PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.IsCompleted) return read.Buffer;
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
