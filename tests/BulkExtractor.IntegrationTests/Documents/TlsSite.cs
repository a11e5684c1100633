using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using BulkExtractor.Basics;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Tests.Documents.Pictures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BulkExtractor.IntegrationTests.Documents;

/// <summary>A server with TLS, a certificate for one name, and clients that find it on the open internet.</summary>
internal sealed class TlsSite : IAsyncDisposable
{
    public const string Name = "pictures.example";

    private static readonly IPAddress Open = IPAddress.Parse("93.184.215.14");

    private readonly X509Certificate2 _certificate = TlsServer.CreateCertificate(Name);
    private readonly WebApplication _app;

    private TlsSite()
    {
        _app = TlsServer.Build(_certificate);
        _app.MapGet("/a.png", (HttpRequest request) =>
        {
            Asked.Add(request.Host.Value!);
            return Results.Bytes(SomePictures.Receipt, "image/png");
        });
        _app.MapGet("/to/{host}", (string host) => Results.Redirect($"https://{host}/a.png"));
    }

    /// <summary>The names under which the picture was asked for.</summary>
    public ConcurrentBag<string> Asked { get; } = [];

    /// <summary>The addresses to which connections were made.</summary>
    public ConcurrentBag<(IPAddress Address, int Port)> Connected { get; } = [];

    public static async Task<TlsSite> StartAsync()
    {
        var site = new TlsSite();
        await site._app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    /// <summary>The guarded client; what it connects to is this server, once the guard let it.</summary>
    public HttpClient Client(bool trusting)
    {
        var handler = GuardedConnections.CreateHandler(ResolveAsync, ConnectAsync);
        if (trusting) handler.SslOptions.CertificateChainPolicy = TlsServer.Trust(_certificate);
        return PictureFetch.CreateHttpClient(handler);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (host == "inside.example") host = "10.0.0.1";
        return Task.FromResult<IPAddress[]>([IPAddress.TryParse(host, out var address) ? address : Open]);
    }

    private async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        Connected.Add((Assert.Single(addresses), port));
        return await GuardedConnections.ConnectAsync(
            [IPAddress.Loopback], new Uri(_app.Urls.First()).Port, cancellationToken);
    }
}
