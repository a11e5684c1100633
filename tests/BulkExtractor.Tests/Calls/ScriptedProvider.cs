using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;

namespace BulkExtractor.Tests.Calls;

/// <summary>A provider that answers what a test says, without a network, and tells who asked.</summary>
internal sealed class ScriptedProvider : HttpMessageHandler
{
    private readonly Channel<string> _asked = Channel.CreateBounded<string>(100);

    /// <summary>The body for each path; a path without one answers 404.</summary>
    public ConcurrentDictionary<string, string> Bodies { get; } = new();

    /// <summary>How often each path was asked for.</summary>
    public ConcurrentDictionary<string, int> Counts { get; } = new();

    public void List(params string[] ids) =>
        Bodies["models"] = $$"""{"data":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}"}"""))}}]}""";

    public void Day(int used, int limit) =>
        Bodies["key"] = $$$"""{"data":{"free_model_daily_requests":{"used":{{{used}}},"limit":{{{limit}}}} } }""";

    /// <summary>Waits until a path is asked for.</summary>
    public async Task AskedAsync(string path, CancellationToken cancellationToken)
    {
        while (await _asked.Reader.ReadAsync(cancellationToken) != path)
        {
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.Segments[^1];
        Counts.AddOrUpdate(path, 1, (_, count) => count + 1);
        await _asked.Writer.WriteAsync(path, cancellationToken);
        return Bodies.TryGetValue(path, out var body)
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8) }
            : new HttpResponseMessage(HttpStatusCode.NotFound);
    }
}
