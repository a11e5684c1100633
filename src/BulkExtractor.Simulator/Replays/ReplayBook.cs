using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Replays;

/// <summary>The exchanges of a record by what they answer; those of one kind in the order of the record.</summary>
internal sealed class ReplayBook
{
    private readonly ConcurrentDictionary<string, Answers> _files = [];
    private readonly ConcurrentDictionary<string, List<string>> _answersTo = [];

    private ReplayBook()
    {
    }

    /// <summary>Reads a folder; only which file answers what is kept in memory.</summary>
    /// <exception cref="InvalidDataException">It holds none, or something else.</exception>
    public static async Task<ReplayBook> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) throw new InvalidDataException($"{folder} is no folder of recorded exchanges.");
        var book = new ReplayBook();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            book.Add(file, await RecordedExchange.ReadAsync(file, cancellationToken));
        return book._files.IsEmpty
            ? throw new InvalidDataException($"{folder} holds no recorded exchanges.")
            : book;
    }

    /// <summary>
    /// The next exchange that answers a request; after the last one of them what was said of each document elsewhere,
    /// put together, else the last one again. Null where nothing of that is in the record.
    /// </summary>
    public async Task<RecordedExchange?> FindAsync(
        string method, string path, ReplayedRequest asked, CancellationToken cancellationToken)
    {
        var answers = _files.GetValueOrDefault(RecordedExchange.KeyOf(method, path, asked.Model, asked.Documents));
        return answers?.Next() is { } next ? await ReadAsync(next, asked, cancellationToken)
            : await SpliceAsync(asked, cancellationToken) is { } spliced ? spliced
            : answers is { Last: { } last } ? await ReadAsync(last, asked, cancellationToken)
            : null;
    }

    private static async Task<RecordedExchange> ReadAsync(
        string file, ReplayedRequest asked, CancellationToken cancellationToken) =>
        (await RecordedExchange.ReadAsync(file, cancellationToken)).For(asked.Documents);

    private void Add(string file, RecordedExchange exchange)
    {
        _files.GetOrAdd(exchange.Key, _ => new Answers()).Add(file);
        if (exchange is not { Status: 200, Fault: null }) return;
        foreach (var document in exchange.Documents)
            _answersTo.GetOrAdd(Answered(exchange.Model, document), _ => []).Add(file);
    }

    private async Task<RecordedExchange?> SpliceAsync(ReplayedRequest asked, CancellationToken cancellationToken)
    {
        RecordedExchange? first = null;
        var said = new List<(string Id, JsonObject Said)>();
        foreach (var document in asked.Documents)
        {
            if (await FindSaidAsync(asked.Model, document, cancellationToken) is not var (exchange, words)) return null;
            first ??= exchange;
            said.Add((document.Id, words));
        }

        return first is null ? null : first with { Body = SplicedReply.Write(first, said) };
    }

    private async Task<(RecordedExchange, JsonObject)?> FindSaidAsync(
        string? model, KnownDocument document, CancellationToken cancellationToken)
    {
        foreach (var file in _answersTo.GetValueOrDefault(Answered(model, document), []))
        {
            var exchange = await RecordedExchange.ReadAsync(file, cancellationToken);
            if (SplicedReply.Find(exchange, document.Sha256) is { } said) return (exchange, said);
        }

        return null;
    }

    private static string Answered(string? model, KnownDocument document) => $"{model} {document.Sha256}";

    /// <summary>The files that answer one kind of request, in the order of the record.</summary>
    private sealed class Answers
    {
        private readonly Queue<string> _files = [];
        private readonly Lock _gate = new();

        public string? Last { get; private set; }

        public void Add(string file)
        {
            _files.Enqueue(file);
            Last = file;
        }

        public string? Next()
        {
            lock (_gate) return _files.TryDequeue(out var file) ? file : null;
        }
    }
}
