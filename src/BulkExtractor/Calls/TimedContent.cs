using System.Net;

namespace BulkExtractor.Calls;

/// <summary>A request's body that is written only while its permit holds.</summary>
/// <remarks>
/// On a busy machine much time can pass between the decision to send and the first byte. The headers of HTTP/1.1 wait
/// in the connection's buffer until the body comes, so a body that is refused here means that nothing was sent.
/// </remarks>
internal sealed class TimedContent(byte[] body, long? startBy, TimeProvider clock) : HttpContent
{
    /// <summary>What is sent.</summary>
    public ReadOnlySpan<byte> Body => body;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (clock.GetTimestamp() > startBy) throw new PermitLapsedException();
        await stream.WriteAsync(body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}

/// <summary>The time in which a request could be sent was over before its first byte.</summary>
internal sealed class PermitLapsedException() : Exception("the permit lapsed before the request could be sent");
