using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using BulkExtractor.Basics;
using BulkExtractor.Notices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BulkExtractor.IntegrationTests.Notices;

/// <summary>What arrived at a <see cref="HookSite"/>.</summary>
internal sealed record Arrived(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A server with TLS that takes webhooks, and answers as a test says.</summary>
internal sealed class HookSite : IAsyncDisposable
{
    private static readonly IPAddress Open = IPAddress.Parse("93.184.215.14");

    private readonly X509Certificate2 _certificate =
        TlsServer.CreateCertificate("hook.example", "rebinding.example", "localhost", "127.0.0.1");
    private readonly ConcurrentQueue<Arrived> _arrived = [];
    private readonly ConcurrentDictionary<string, int> _resolved = [];
    private readonly WebApplication _app;

    private HookSite()
    {
        _app = TlsServer.Build(_certificate);
        _app.Run(TakeAsync);
    }

    /// <summary>What it answers; unless a test says something else, that it has it.</summary>
    public Func<Arrived, CancellationToken, Task<int>> Answer { get; set; } = (_, _) => Task.FromResult(204);

    /// <summary>Where it leads on with an answer that is a redirect.</summary>
    public string? Location { get; set; }

    public IReadOnlyList<Arrived> All => [.. _arrived];

    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>The addresses to which connections were made.</summary>
    public ConcurrentBag<IPAddress> Connected { get; } = [];

    /// <summary>The certificate, as a file for those who are to trust it.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>The certificate with its key, for others that speak TLS.</summary>
    public X509Certificate2 Certificate => _certificate;

    public static async Task<HookSite> StartAsync()
    {
        var site = new HookSite();
        await site._app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    /// <summary>What sends webhooks; it finds this server at every address that the guard lets pass.</summary>
    public Webhook CreateWebhook(Func<string, string?>? variable = null, TimeProvider? clock = null) => new(
        Client(allowsInternal: false),
        Client(allowsInternal: true),
        variable ?? (_ => null),
        clock ?? TimeProvider.System);

    public IEnumerable<Arrived> At(string path) => All.Where(one => one.Path == path);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private HttpClient Client(bool allowsInternal)
    {
        var handler = GuardedConnections.CreateHandler(ResolveAsync, ConnectAsync, allowsInternal);
        handler.SslOptions.CertificateChainPolicy = TlsServer.Trust(_certificate);
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        return Webhook.CreateHttpClient(handler);
    }

    // One name leads inside, one does so from the second time on.
    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var times = _resolved.AddOrUpdate(host, 1, (_, before) => before + 1);
        var address = host switch
        {
            "inside.example" => IPAddress.Parse("10.0.0.1"),
            "mapped.example" => IPAddress.Parse("::ffff:10.0.0.1"),
            "rebinding.example" when times > 1 => IPAddress.Loopback,
            _ => Open,
        };
        return Task.FromResult<IPAddress[]>([address]);
    }

    private Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        Connected.Add(Assert.Single(addresses));
        return GuardedConnections.ConnectAsync([IPAddress.Loopback], Port, cancellationToken);
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var arrived = new Arrived(
            context.Request.Method,
            context.Request.Path.Value!,
            context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(context.RequestAborted));
        _arrived.Enqueue(arrived);
        context.Response.StatusCode = await Answer(arrived, context.RequestAborted);
        if (Location is { } location) context.Response.Headers.Location = location;
    }
}
