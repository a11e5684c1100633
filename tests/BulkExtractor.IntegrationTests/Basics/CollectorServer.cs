using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.IntegrationTests.Basics;

/// <summary>A collector that keeps what it is sent by OTLP over HTTP.</summary>
internal sealed class CollectorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, StringBuilder> _received = new();

    private CollectorServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<CollectorServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new CollectorServer(builder.Build());
        server._app.MapPost("/v1/{kind}", server.KeepAsync);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>All that came of a kind: traces, metrics or logs; the texts in it can be read.</summary>
    public string Received(string kind) => _received.TryGetValue(kind, out var text) ? text.ToString() : "";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task KeepAsync(HttpRequest request, string kind)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var text = _received.GetOrAdd(kind, _ => new StringBuilder());
        lock (text) text.Append(Encoding.Latin1.GetString(body.ToArray()));
    }
}
