using System.Net.Sockets;
using System.Text;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>Stands between programs and the simulator, and spoils some answers, each time in another way.</summary>
internal sealed class DistortingProxy : IAsyncDisposable
{
    private const double Share = 0.05;
    private const string EndOfHead = "\r\n\r\n";
    private const string Length = "content-length:";

    private readonly LoopbackListener _listener;
    private readonly HttpClient _http;
    private readonly Random _random;
    private readonly Distortion[] _ways = [.. Distortion.All];
    private readonly Lock _gate = new();

    public DistortingProxy(Uri simulator, int seed)
    {
        _http = new HttpClient { BaseAddress = simulator, Timeout = Timeout.InfiniteTimeSpan };
        _random = new Random(seed);
        _listener = new LoopbackListener(ServeAsync);
    }

    /// <summary>What the programs take for the simulator.</summary>
    public Uri Address => new($"http://127.0.0.1:{_listener.Port}");

    /// <summary>How many answers were spoiled.</summary>
    public int Distorted { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        _http.Dispose();
    }

    // One request a connection, so that a spoiled answer can say of its end what it wants.
    private async Task ServeAsync(TcpClient program, CancellationToken end)
    {
        using (program)
        {
            try
            {
                var stream = program.GetStream();
                using var gone = CancellationTokenSource.CreateLinkedTokenSource(end);
                var (head, body) = await ReadAsync(stream, gone.Token);
                _ = EndWithAsync(stream, gone);
                await AnswerAsync(stream, head, body, gone.Token);
            }
            catch (Exception cut) when (cut is IOException or HttpRequestException or OperationCanceledException
                or ObjectDisposedException or InvalidOperationException)
            {
                // Either side is gone.
            }
        }
    }

    private async Task AnswerAsync(Stream to, string head, byte[] body, CancellationToken cancellationToken)
    {
        var (method, path) = head.Split(' ') is [var verb, var asked, ..] ? (verb, asked) : ("GET", "/");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST") request.Content = new ByteArrayContent(body);
        foreach (var line in head.Split("\r\n").Skip(1)) Copy(line, request);
        using var answer = await _http.SendAsync(request, cancellationToken);
        var told = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (answer.IsSuccessStatusCode && path.EndsWith("/chat/completions", StringComparison.Ordinal)
            && Draw() is { } distortion)
            await distortion.DistortAsync(to, told, cancellationToken);
        else
            await RelayAsync(to, answer, told, cancellationToken);
    }

    // Each way once before any comes again.
    private Distortion? Draw()
    {
        lock (_gate)
        {
            if (_random.NextDouble() >= Share) return null;
            if (Distorted % _ways.Length == 0) _random.Shuffle(_ways);
            return _ways[Distorted++ % _ways.Length];
        }
    }

    private static async Task RelayAsync(
        Stream to, HttpResponseMessage answer, byte[] body, CancellationToken cancellationToken)
    {
        var head = new StringBuilder($"HTTP/1.1 {(int)answer.StatusCode} {answer.ReasonPhrase}\r\n");
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Content-Length" or "Connection"))
                head.Append($"{name}: {string.Join(", ", values)}\r\n");
        }

        head.Append($"content-length: {body.Length}\r\nconnection: close{EndOfHead}");
        await to.WriteAsync(Encoding.ASCII.GetBytes(head.ToString()), cancellationToken);
        await to.WriteAsync(body, cancellationToken);
    }

    private static void Copy(string line, HttpRequestMessage request)
    {
        if (line.Split(": ", 2) is not [var name, var value]) return;
        if (name.ToLowerInvariant() is "host" or "content-length" or "connection" or "transfer-encoding") return;
        if (!request.Headers.TryAddWithoutValidation(name, value))
            request.Content?.Headers.TryAddWithoutValidation(name, value);
    }

    private static async Task<(string Head, byte[] Body)> ReadAsync(Stream from, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var buffer = new byte[65_536];
        while (true)
        {
            var text = Encoding.Latin1.GetString(read.GetBuffer(), 0, (int)read.Length);
            var end = text.IndexOf(EndOfHead, StringComparison.Ordinal);
            if (end >= 0 && read.Length >= end + EndOfHead.Length + LengthIn(text[..end]))
                return (text[..end], read.ToArray()[(end + EndOfHead.Length)..]);
            var length = await from.ReadAsync(buffer, cancellationToken);
            if (length == 0) throw new IOException("the program is gone");
            read.Write(buffer, 0, length);
        }
    }

    private static int LengthIn(string head) => head.Split("\r\n")
        .Where(line => line.StartsWith(Length, StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line[Length.Length..]))
        .FirstOrDefault();

    // Nothing more is said by the program, so what is read tells only that it is gone.
    private static async Task EndWithAsync(Stream program, CancellationTokenSource gone)
    {
        try
        {
            while (await program.ReadAsync(new byte[1], gone.Token) > 0)
            {
            }

            await gone.CancelAsync();
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The answer was given.
        }
    }
}
