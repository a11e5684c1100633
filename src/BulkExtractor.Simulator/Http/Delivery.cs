using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Wire;
using Microsoft.AspNetCore.Http;

namespace BulkExtractor.Simulator.Http;

/// <summary>Sends a reply, whole or as a faulty connection would.</summary>
internal sealed class Delivery(TimeProvider clock)
{
    private const int KeepAlives = 3;

    private static readonly ReadOnlyMemory<byte> BlankLines = "\n         \n"u8.ToArray();
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan DripInterval = TimeSpan.FromSeconds(1);

    private static readonly ReadOnlyMemory<byte> BadGateway =
        "<!DOCTYPE html>\n<html><body><h1>502 Bad gateway</h1><hr>edge</body></html>\n"u8.ToArray();

    /// <summary>The status that was sent; null if the connection was closed before one was.</summary>
    public async Task<int?> SendAsync(
        HttpResponse response, Reply reply, FaultKind? fault, CancellationToken cancellationToken)
    {
        if (fault == FaultKind.Html502)
            reply = new Reply(502, BadGateway) { ContentType = "text/html" };
        if (fault == FaultKind.Reset)
        {
            response.HttpContext.Abort();
            return null;
        }

        WriteHeaders(response, reply);
        await WriteBodyAsync(response, reply.Body, fault, cancellationToken);
        return reply.Status;
    }

    private static void WriteHeaders(HttpResponse response, Reply reply)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        foreach (var header in reply.Headers) response.Headers[header.Key] = header.Value;
    }

    private async Task WriteBodyAsync(
        HttpResponse response, ReadOnlyMemory<byte> body, FaultKind? fault, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case FaultKind.ResetMidBody:
                // Kestrel closes a connection that owes bytes; an abort could overtake those that were sent.
                response.ContentLength = body.Length;
                await response.Body.WriteAsync(body[..(body.Length / 2)], cancellationToken);
                return;
            case FaultKind.Stall:
                await response.Body.FlushAsync(cancellationToken);
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);
                return;
            case FaultKind.Drip:
                await DripAsync(response, int.MaxValue, DripInterval, cancellationToken);
                return;
            case FaultKind.KeepAlive:
                await DripAsync(response, KeepAlives, KeepAliveInterval, cancellationToken);
                break;
            default:
                response.ContentLength = body.Length;
                break;
        }

        await response.Body.WriteAsync(body, cancellationToken);
        await response.CompleteAsync();
    }

    private async Task DripAsync(
        HttpResponse response, int count, TimeSpan interval, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < count; sent++)
        {
            await response.Body.WriteAsync(BlankLines, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            await Task.Delay(interval, clock, cancellationToken);
        }
    }
}
