using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BulkExtractor.Basics;
using BulkExtractor.Documents.Tables.Encodings;

namespace BulkExtractor.Documents.Tables;

/// <summary>JSON lines, or a JSON array of objects: a row an object, a column a member that some of them has.</summary>
internal sealed partial class JsonTable : ITable
{
    private readonly JsonObjects _objects;
    private readonly JsonColumns _columns;
    private readonly CleanCells _clean;
    private string?[] _cells = [];
    private int _lone;
    private int _loneInRow;

    private JsonTable(
        Stream stream, JsonStart start, string file, JsonColumns columns, TableOptions options, string? remark)
    {
        _objects = new JsonObjects(stream, start.IsArray, file, options.Limits);
        (_columns, _clean) = (columns, new CleanCells(options.Limits, options.Bounds));
        Shape = new TableShape(start.IsArray ? "JSON array" : "JSON lines", columns.Names)
        {
            IsSparse = true,
            Remarks = remark is null ? [] : [remark],
        };
    }

    public TableShape Shape { get; }

    public int Number { get; private set; }

    public int Replaced => _clean.Replaced + _lone;

    /// <summary>Reads all of it once for its columns: any object may have one that those before it had not.</summary>
    public static async Task<JsonTable> OpenAsync(
        TableBytes bytes, JsonStart start, TableOptions options, CancellationToken cancellationToken)
    {
        await bytes.KeepAsync(cancellationToken);
        var found = options.FindsEncoding && start.Encoding is not null
            ? await EncodingFinder.FindAsync(bytes, options.Input.Encoding, cancellationToken)
            : null;
        if (found is not null) start = start with { Encoding = null };
        var columns = new JsonColumns(options.Limits.Columns);
        var objects = new JsonObjects(
            await OpenAsync(bytes, start, cancellationToken), start.IsArray, bytes.Name, options.Limits);
        await Told(objects, bytes.Name, async () =>
        {
            while (await objects.ReadAsync(columns.Begin, columns.Add, cancellationToken))
            {
                if (columns.Names.Count > options.Limits.Columns) break;
            }

            return true;
        });
        if (columns.Names.Count == 0) throw new InputException($"{bytes.Name} holds no object with a member");
        if (TableColumns.Problem(columns.Names, options.Limits.Columns) is { } problem)
            throw new InputException($"{bytes.Name}: {problem}");

        var stream = await OpenAsync(bytes, start, cancellationToken);
        return new JsonTable(stream, start, bytes.Name, columns, options, found?.Reason);
    }

    public async ValueTask<string[]?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await Told(_objects, "", () => _objects.ReadAsync(Begin, Add, cancellationToken))) return null;
        Number++;
        _lone += _loneInRow;
        var cells = Array.ConvertAll(_cells, cell => cell ?? "");
        return _clean.Clean(cells) is { } problem ? throw Fault(problem) : cells;
    }

    public InputException Fault(string problem) => _objects.Fault(problem);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async ValueTask<Stream> OpenAsync(
        TableBytes bytes, JsonStart start, CancellationToken cancellationToken)
    {
        var stream = await bytes.OpenAsync(cancellationToken);
        if (start.Encoding is not { } other) return stream;
        var strict = Encoding.GetEncoding(
            other.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return Encoding.CreateTranscodingStream(stream, strict, Encoding.UTF8, leaveOpen: true);
    }

    // Bytes that are no text come up where a text of them is asked for.
    private static async ValueTask<bool> Told(JsonObjects objects, string file, Func<ValueTask<bool>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception problem) when (problem is InvalidOperationException or DecoderFallbackException)
        {
            throw objects.Fault("it holds bytes that are not utf-8, or another encoding's that is not named");
        }
    }

    private void Begin()
    {
        _columns.Begin();
        _loneInRow = 0;
        _cells = new string?[_columns.Names.Count];
    }

    private bool Add(ref Utf8JsonReader reader)
    {
        var place = _columns.Find(ref reader);
        if (!reader.Read()) return false;
        if (place < 0) throw Fault("the file was changed while it was read");
        if (_cells[place] is not null) throw Fault($"the member '{_columns.Names[place]}' is there twice");
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                _cells[place] = Text(ref reader);
                return true;
            case JsonTokenType.Number:
                _cells[place] = PlainNumber.Write(Encoding.ASCII.GetString(reader.ValueSpan));
                return true;
            case JsonTokenType.True or JsonTokenType.False:
                _cells[place] = reader.TokenType == JsonTokenType.True ? "true" : "false";
                return true;
            case JsonTokenType.Null:
                _cells[place] = "";
                return true;
            default:
                return Nested(ref reader, place);
        }
    }

    private bool Nested(ref Utf8JsonReader reader, int place)
    {
        var from = (int)reader.TokenStartIndex;
        if (!reader.TrySkip()) return false;
        _cells[place] = _objects.Text(from, (int)reader.BytesConsumed);
        return true;
    }

    private string Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return reader.GetString()!;
        var escaped = FileEncoding.StrictUtf8.GetString(reader.ValueSpan);
        var whole = Escapes().Replace(escaped, found => found.Groups[1].Success ? Lone() : found.Value);
        return ReferenceEquals(whole, escaped)
            ? reader.GetString()!
            : JsonSerializer.Deserialize<string>($"\"{whole}\"")!;
    }

    private string Lone()
    {
        _loneInRow++;
        return "\uFFFD";
    }

    // One escape after the other: a pair of surrogates, half of one, anything else.
    [GeneratedRegex("""
        \\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.
        """)]
    private static partial Regex Escapes();
}
