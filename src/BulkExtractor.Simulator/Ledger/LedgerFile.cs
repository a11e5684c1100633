using System.Text.Json;
using System.Threading.Channels;

namespace BulkExtractor.Simulator.Ledger;

/// <summary>Appends entries to a stream as JSON lines; whoever writes faster than the disk waits.</summary>
internal sealed class LedgerFile : IAsyncDisposable
{
    private const int WaitingEntries = 4_096;

    private readonly Channel<LedgerEntry> _waiting = Channel.CreateBounded<LedgerEntry>(WaitingEntries);
    private readonly Stream _stream;
    private Task _writing = Task.CompletedTask;

    private LedgerFile(Stream stream) => _stream = stream;

    public static LedgerFile Start(Stream stream)
    {
        var file = new LedgerFile(stream);
        file._writing = file.WriteAllAsync();
        return file;
    }

    // A simulator whose disk is full goes on answering: the writer's error is told when the file is closed.
    public async ValueTask AddAsync(LedgerEntry entry)
    {
        try
        {
            await _waiting.Writer.WriteAsync(entry);
        }
        catch (ChannelClosedException)
        {
            // Told by DisposeAsync.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await using (_stream) await _writing;
    }

    private async Task WriteAllAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync()) await WriteWaitingAsync();
        }
        catch (IOException error)
        {
            _waiting.Writer.TryComplete(error);
            throw;
        }
    }

    // One flush for all that waits: large groups under load, and an idle simulator's file is up to date.
    private async Task WriteWaitingAsync()
    {
        while (_waiting.Reader.TryRead(out var entry))
        {
            _stream.Write(JsonSerializer.SerializeToUtf8Bytes(entry, LedgerJson.Default.LedgerEntry));
            _stream.WriteByte((byte)'\n');
        }

        await _stream.FlushAsync();
    }
}
