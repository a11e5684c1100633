using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>A way in which a model server may spoil an answer.</summary>
/// <param name="DistortAsync">Sends what stands for the answer, given its body; then the connection is closed.</param>
internal sealed record Distortion(string Name, Func<Stream, byte[], CancellationToken, Task> DistortAsync)
{
    private const string Json = "content-type: application/json\r\n";
    private const int Megabyte = 1 << 20;

    // Whoever waits for such an answer gives up long before.
    private const int Endless = 100_000;

    private static readonly byte[] Bomb = Compress(new byte[256 * Megabyte]);

    public static IReadOnlyList<Distortion> All { get; } =
    [
        new("never answers", (_, _, token) => Task.Delay(Timeout.Infinite, token)),
        new("ends in its middle", (to, body, token) =>
            WriteAsync(to, Head(body.Length), body[..(body.Length / 2)], token)),
        new("is a gigabyte", SendGigabyteAsync),
        new("is blank without end", (to, _, token) =>
            DripAsync(to, Head(null), _ => "\n   \n"u8.ToArray(), 200, token)),
        new("drips", (to, body, token) => DripAsync(to, Head(body.Length), n => [body[n % body.Length]], 1_000, token)),
        new("is compressed", (to, body, token) => SendCompressedAsync(to, Compress(body), token)),
        new("is a bomb", (to, _, token) => SendCompressedAsync(to, Bomb, token)),
        new("names a wrong length", (to, body, token) => WriteAsync(to, Head(body.Length * 3), body, token)),
        new("has headers without end", (to, _, token) =>
            DripAsync(to, "HTTP/1.1 200 OK\r\n", n => Ascii($"x-h{n}: {new string('a', 4_000)}\r\n"), 1, token)),
        new("leads elsewhere", (to, _, token) => WriteAsync(
            to, "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n", [], token)),
        new("is not UTF-8", (to, body, token) =>
            SendAsync(to, [.. body[..^40], 0xff, 0xfe, 0xc0, .. body[^40..]], token)),
        new("is nested deep", (to, _, token) => SendContentAsync(
            to, $$"""{"documents":{{new string('[', 200_000)}}{{new string(']', 200_000)}}}""", token)),
        new("has a broken chunk", (to, _, token) => WriteAsync(
            to, "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZZ\r\nabc\r\n", [], token)),
        new("is announced without end", (to, _, token) =>
            DripAsync(to, "", _ => "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"u8.ToArray(), 2, token)),
        new("is empty", (to, _, token) => SendAsync(to, "{}"u8.ToArray(), token)),
        new("is of a document that was not asked", (to, _, token) => SendContentAsync(
            to, """{"documents":[{"id":"zzzzzzzz","fields":{"total":"\u0000","currency":"\ud800"}}]}""", token)),
        new("is an error page", (to, _, token) => WriteAsync(
            to, "HTTP/1.1 500 Oh\r\ncontent-type: text/html\r\n\r\n", Ascii("<script>alert(1)</script>"), token)),
        new("names one document for all", (to, body, token) => SendAsync(to, WithIds(body, (ids, _) => ids[0]), token)),
        new("names documents crosswise", (to, body, token) =>
            SendAsync(to, WithIds(body, (ids, place) => ids[^(place + 1)]), token)),
        new("names documents that are none", (to, body, token) =>
            SendAsync(to, WithIds(body, (_, _) => "AAAAAAAA"), token)),
        new("begins slowly", (to, _, token) => DripAsync(to, "", n => [Ascii(Head(9))[n % 40]], 1_000, token)),
    ];

    /// <summary>An answer as it should be.</summary>
    public static Task SendAsync(Stream to, byte[] body, CancellationToken cancellationToken) =>
        WriteAsync(to, Head(body.Length), body, cancellationToken);

    private static Task SendContentAsync(Stream to, string content, CancellationToken cancellationToken)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = content };
        var choice = new JsonObject { ["index"] = 0, ["finish_reason"] = "stop", ["message"] = message };
        var reply = new JsonObject { ["choices"] = new JsonArray(choice) };
        return SendAsync(to, Encoding.UTF8.GetBytes(reply.ToJsonString()), cancellationToken);
    }

    private static Task SendCompressedAsync(Stream to, byte[] body, CancellationToken cancellationToken) => WriteAsync(
        to, $"HTTP/1.1 200 OK\r\n{Json}content-encoding: gzip\r\ncontent-length: {body.Length}\r\n\r\n", body,
        cancellationToken);

    private static async Task SendGigabyteAsync(Stream to, byte[] body, CancellationToken cancellationToken)
    {
        await WriteAsync(to, Head(null), Ascii("""{"choices":[{"message":{"content":" """), cancellationToken);
        var block = Enumerable.Repeat((byte)'x', Megabyte).ToArray();
        for (var sent = 0; sent < 1_024; sent++) await to.WriteAsync(block, cancellationToken);
    }

    private static async Task DripAsync(
        Stream to, string head, Func<int, byte[]> drop, int milliseconds, CancellationToken cancellationToken)
    {
        await WriteAsync(to, head, [], cancellationToken);
        for (var number = 0; number < Endless; number++)
        {
            await to.WriteAsync(drop(number), cancellationToken);
            await Task.Delay(milliseconds, cancellationToken);
        }
    }

    private static async Task WriteAsync(Stream to, string head, byte[] body, CancellationToken cancellationToken)
    {
        await to.WriteAsync(Ascii(head), cancellationToken);
        await to.WriteAsync(body, cancellationToken);
    }

    private static string Head(int? length) => length is null
        ? $"HTTP/1.1 200 OK\r\n{Json}connection: close\r\n\r\n"
        : $"HTTP/1.1 200 OK\r\n{Json}content-length: {length}\r\nconnection: close\r\n\r\n";

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    // The answers under other ids than their own.
    private static byte[] WithIds(byte[] body, Func<string[], int, string> other)
    {
        var reply = JsonNode.Parse(body)!;
        var message = reply["choices"]![0]!["message"]!;
        var content = JsonNode.Parse((string)message["content"]!)!;
        var documents = content["documents"]!.AsArray();
        var ids = documents.Select(document => (string)document!["id"]!).ToArray();
        for (var place = 0; place < ids.Length; place++) documents[place]!["id"] = other(ids, place);
        message["content"] = content.ToJsonString();
        return Encoding.UTF8.GetBytes(reply.ToJsonString());
    }

    private static byte[] Compress(byte[] plain)
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Fastest)) zip.Write(plain);
        return memory.ToArray();
    }
}
