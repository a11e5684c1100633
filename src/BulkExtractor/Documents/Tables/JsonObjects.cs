using System.Text.Json;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables;

/// <summary>Reads a member of an object, from its name on; false when its end is not there yet.</summary>
internal delegate bool ReadMember(ref Utf8JsonReader reader);

/// <summary>The objects of an array, or those that follow each other, one at a time.</summary>
internal sealed class JsonObjects(Stream stream, bool isArray, string file, TableLimits limits)
{
    private const int MostDepth = 64;
    private const int MostBytesOfCharacter = 3;

    private byte[] _buffer = new byte[limits.BlockSize];
    private int _start;
    private int _end;
    private bool _ended;
    private bool _begun;
    private bool _isOver;
    private long _linesBefore;
    private long _line = 1;
    private JsonReaderState _state = new(new JsonReaderOptions
    {
        AllowMultipleValues = !isArray,
        MaxDepth = MostDepth,
    });

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The number of the object that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Hands the members of the next object to somebody; false after the last object.</summary>
    /// <param name="begin">Called before its first member, and again when its end was not there yet.</param>
    public async ValueTask<bool> ReadAsync(Action begin, ReadMember member, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_begun) await BeginAsync(cancellationToken);
        Number++;
        while (true)
        {
            begin();
            if (TryRead(member) is { } read) return read;
            await FillAsync(cancellationToken);
        }
    }

    /// <summary>The text of the object that is being read, between two of the places that its reader told.</summary>
    public string Text(int from, int to) => FileEncoding.StrictUtf8.GetString(_buffer.AsSpan(_start + from, to - from));

    /// <summary>An error in the object that was read last, on the line on which it begins.</summary>
    public InputException Fault(string problem) => Fault(problem, _line);

    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        _begun = true;
        await FillAsync(cancellationToken);
        if (_buffer.AsSpan(0, _end).StartsWith(Mark)) _start = Mark.Length;
        if (isArray) EnterArray();
    }

    private void EnterArray()
    {
        var reader = NewReader();
        reader.Read();
        Consume(ref reader);
    }

    // Null while there is not enough to tell.
    private bool? TryRead(ReadMember member)
    {
        var reader = NewReader();
        try
        {
            if (!reader.Read()) return _ended ? false : null;
            _line = _linesBefore + Lines((int)reader.TokenStartIndex) + 1;
            if (reader.TokenType == JsonTokenType.EndArray) _isOver = true;
            else if (reader.TokenType != JsonTokenType.StartObject) throw NoObject(reader.TokenType);
            else if (!TryReadMembers(ref reader, member)) return null;
        }
        catch (JsonException broken)
        {
            throw Fault($"this is no JSON: {Reason(broken)}", (broken.LineNumber ?? 0) + 1);
        }

        Consume(ref reader);
        // Nothing but white space may follow an array, which shows at the file's end.
        return _isOver ? null : true;
    }

    private static bool TryReadMembers(ref Utf8JsonReader reader, ReadMember member)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject) return true;
            if (!member(ref reader)) return false;
        }

        return false;
    }

    private Utf8JsonReader NewReader() => new(_buffer.AsSpan(_start.._end), _ended, _state);

    private void Consume(ref Utf8JsonReader reader)
    {
        var count = (int)reader.BytesConsumed;
        _linesBefore += Lines(count);
        _start += count;
        _state = reader.CurrentState;
    }

    private int Lines(int length) => _buffer.AsSpan(_start, length).Count((byte)'\n');

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length) Array.Resize(ref _buffer, Longer());
        var free = _buffer.AsMemory(_end);
        var count = await stream.ReadAtLeastAsync(free, free.Length, false, cancellationToken);
        _ended = count < free.Length;
        _end += count;
    }

    private int Longer() => _buffer.Length <= (long)limits.Row * MostBytesOfCharacter
        ? _buffer.Length * 2
        : throw Fault($"the row is longer than {limits.Row:N0} characters");

    private InputException NoObject(JsonTokenType token) => Fault(
        $"there is {Name(token)} in the place of an object with a member for each column");

    private InputException Fault(string problem, long line) => new($"{file}: row {Number} (line {line}): {problem}");

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        _ => "another value",
    };

    // The library's sentence ends in a place that is said already.
    private static string Reason(JsonException broken)
    {
        var end = broken.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? broken.Message : broken.Message[..end]).TrimEnd('.').ReplaceLineEndings(" ");
    }
}
