using System.Collections.Concurrent;
using System.Net;
using BulkExtractor.Batches;

namespace BulkExtractor.IntegrationTests.Batches;

/// <summary>Pictures by their names, and what was asked for.</summary>
internal sealed class PictureSite : Dictionary<string, byte[]>
{
    public ConcurrentBag<string> Asked { get; } = [];

    /// <summary>A document with a picture of the site.</summary>
    public static Document Document(int number, char name) =>
        new(number, $"{number}", "note", [], $"https://pictures.example/{name}");

    public HttpMessageHandler Handler() => new Server(this);

    private sealed class Server(PictureSite site) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            site.Asked.Add(request.RequestUri!.AbsolutePath);
            return Task.FromResult(site.TryGetValue(request.RequestUri.AbsolutePath[1..], out var bytes)
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) }
                : new HttpResponseMessage(HttpStatusCode.NotFound));
        }
    }
}
