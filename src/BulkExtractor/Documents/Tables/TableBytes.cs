using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables;

/// <summary>The bytes of a table: from the first one, as often as they are asked for where that is possible.</summary>
/// <param name="name">The table's name, for errors.</param>
/// <param name="again">Whether <paramref name="open"/> may be called more than once.</param>
internal sealed class TableBytes(
    string name, Func<CancellationToken, ValueTask<Stream>> open, bool again) : IAsyncDisposable
{
    private const int StartSize = 64 << 10;

    private ReadOnlyMemory<byte>? _start;
    private Stream? _waiting;
    private Stream? _opened;
    private FileStream? _kept;
    private bool _isOpened;

    /// <summary>The bytes of a file that comes in.</summary>
    public TableBytes(IncomingFile file)
        : this(file.Name, _ => new(file.Open()), file.Again) => Reopens = file.Reopens;

    /// <summary>Whether a stream of them may be closed before the next one is opened.</summary>
    private bool Reopens { get; } = true;

    /// <summary>The table's name, for errors.</summary>
    public string Name => name;

    /// <summary>Whether they can be read once more.</summary>
    public bool Again => again || _kept is not null;

    /// <summary>The first bytes, which are read nevertheless.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(CancellationToken cancellationToken)
    {
        if (_start is { } known) return known;
        var stream = await OpenAsync(cancellationToken);
        var start = new byte[StartSize];
        var count = await stream.ReadAtLeastAsync(start, StartSize, false, cancellationToken);
        _start = start.AsMemory(0, count);
        _waiting = new PeekedStream(_start.Value, stream);
        return _start.Value;
    }

    /// <summary>A stream of them, which whoever gets it need not close.</summary>
    public async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        if (_waiting is { } waiting)
        {
            (_waiting, _start) = (null, null);
            return waiting;
        }

        if (_kept is not null)
        {
            _kept.Position = 0;
            return _kept;
        }

        if (_isOpened && !again) throw new InputException(
            $"{name} came in only once, and its end was not stored: nothing was; submit it again");
        _isOpened = true;
        var next = await open(cancellationToken);
        if (_opened is not null && _opened != next) await _opened.DisposeAsync();
        return _opened = next;
    }

    /// <summary>Sees to it that they can be read more than once.</summary>
    public async ValueTask KeepAsync(CancellationToken cancellationToken)
    {
        if (!Again) _kept = await SpoolFile.CopyAsync(await OpenAsync(cancellationToken), cancellationToken);
    }

    /// <summary>A stream of them that can be read in any order.</summary>
    public async ValueTask<Stream> OpenSeekableAsync(CancellationToken cancellationToken)
    {
        if (Again) _waiting = null;
        var stream = await OpenAsync(cancellationToken);
        return stream.CanSeek ? stream : _kept = await SpoolFile.CopyAsync(stream, cancellationToken);
    }

    /// <summary>Closes what was opened, if it can be opened again: many files are not open at once.</summary>
    public async ValueTask CloseAsync()
    {
        if (!again || !Reopens) return;
        (_waiting, _start) = (null, null);
        if (_opened is not null) await _opened.DisposeAsync();
        _opened = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_opened is not null) await _opened.DisposeAsync();
        if (_kept is not null) await _kept.DisposeAsync();
    }
}
