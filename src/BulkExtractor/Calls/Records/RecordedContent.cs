using System.Net;
using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Calls.Records;

/// <summary>An answer's body that is read as it comes, and told whole, once, when nobody reads it any more.</summary>
internal sealed class RecordedContent : HttpContent
{
    private const int MostBytes = 16 << 20;

    private readonly HttpContent _content;
    private readonly Action<string, string?> _tell;
    private readonly MemoryStream _read = new();
    private string? _fault = "it was not read to its end";
    private bool _told;

    /// <param name="tell">Is told the body, and why it is not whole where it is not.</param>
    public RecordedContent(HttpContent content, Action<string, string?> tell)
    {
        (_content, _tell) = (content, tell);
        foreach (var (name, values) in content.Headers.NonValidated)
            Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values);
    }

    /// <inheritdoc/>
    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new Followed(await _content.ReadAsStreamAsync(), this);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await using var from = await CreateContentReadStreamAsync();
        await from.CopyToAsync(stream);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? 0;
        return _content.Headers.ContentLength is not null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Tell();
        if (disposing) _content.Dispose();
        base.Dispose(disposing);
    }

    private void Tell()
    {
        if (_told) return;
        _told = true;
        _tell(Encoding.UTF8.GetString(_read.GetBuffer(), 0, (int)_read.Length), _fault);
    }

    private void Note(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0) _fault = null;
        else if (_read.Length + bytes.Length <= MostBytes) _read.Write(bytes);
    }

    private void Break(Exception fault) => _fault = fault.Message;

    /// <summary>A stream whose bytes are noted as they are read.</summary>
    private sealed class Followed(Stream stream, RecordedContent content) : ForwardStream
    {
        public override int Read(Span<byte> buffer)
        {
            try
            {
                var count = stream.Read(buffer);
                content.Note(buffer[..count]);
                return count;
            }
            catch (Exception fault)
            {
                content.Break(fault);
                throw;
            }
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                var count = await stream.ReadAsync(buffer, cancellationToken);
                content.Note(buffer.Span[..count]);
                return count;
            }
            catch (Exception fault)
            {
                content.Break(fault);
                throw;
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
