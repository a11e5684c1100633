using System.Buffers;
using System.Text;

namespace BulkExtractor.Calls;

/// <summary>Reads the body of a reply within bounds of size and silence.</summary>
/// <remarks>
/// Providers send blanks while a model thinks: until the answer begins they show that somebody is there, and only
/// the deadline ends the wait. Once it has begun, blanks no longer count: an answer that stops midway has stalled.
/// </remarks>
internal sealed class ReplyBody(Stream stream, TimeSpan idle, TimeProvider clock)
{
    private const int MaxBytes = 16 * 1024 * 1024;
    private const int ReadBytes = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _bytes = new(ReadBytes);
    private bool _begun;

    /// <summary>The whole body as text; what is no UTF-8 becomes U+FFFD.</summary>
    /// <exception cref="IOException">The body broke off, stalled or is too long.</exception>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(idle, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            while (await ReadSomeAsync(stop.Token) is { Length: > 0 } read)
            {
                if (IsSignOfLife(read.Span)) silence.CancelAfter(idle);
            }
        }
        catch (OperationCanceledException)
            when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"the answer stalled: nothing came for {idle.TotalSeconds:0.#} s");
        }

        var body = _bytes.WrittenSpan;
        return Encoding.UTF8.GetString(body.StartsWith(Encoding.UTF8.Preamble) ? body[3..] : body);
    }

    private async Task<ReadOnlyMemory<byte>> ReadSomeAsync(CancellationToken cancellationToken)
    {
        var memory = _bytes.GetMemory(ReadBytes);
        var count = await stream.ReadAsync(memory, cancellationToken);
        _bytes.Advance(count);
        return _bytes.WrittenCount > MaxBytes
            ? throw new IOException($"the answer is longer than {MaxBytes >> 20} MB")
            : memory[..count];
    }

    private bool IsSignOfLife(ReadOnlySpan<byte> read)
    {
        if (read.ContainsAnyExcept(" \t\r\n"u8)) return _begun = true;
        return !_begun;
    }
}
