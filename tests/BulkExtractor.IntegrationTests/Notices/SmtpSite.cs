using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace BulkExtractor.IntegrationTests.Notices;

/// <summary>A server that takes mail, and refuses as much of it as a test says.</summary>
internal sealed class SmtpSite : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _mails = [];
    private readonly ConcurrentQueue<string> _said = [];
    private readonly X509Certificate2? _certificate;
    private readonly Task _listening;
    private int _refusals;

    /// <param name="certificate">For TLS from the first byte; null speaks plainly.</param>
    /// <param name="refusals">How many mails it refuses first.</param>
    public SmtpSite(X509Certificate2? certificate = null, int refusals = 0)
    {
        (_certificate, _refusals) = (certificate, refusals);
        _listener.Start();
        _listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The mails that it took.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    /// <summary>What clients said to it.</summary>
    public IReadOnlyList<string> Said => [.. _said];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await TalkAsync(client).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await using var stream = await OpenAsync(client);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await SayAsync("220 a test");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            _said.Enqueue(line);
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync("250-a test\r\n250 AUTH PLAIN");
                    break;
                case "AUTH":
                    await SayAsync("235 welcome");
                    break;
                case "MAIL" when Interlocked.Decrement(ref _refusals) >= 0:
                    await SayAsync("451 come back later");
                    break;
                case "DATA":
                    await SayAsync("354 go on");
                    _mails.Enqueue(await ReadMailAsync(reader));
                    await SayAsync("250 taken");
                    break;
                case "QUIT":
                    await SayAsync("221 bye");
                    return;
                default:
                    await SayAsync("250 ok");
                    break;
            }
        }

        async Task SayAsync(string words) =>
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{words}\r\n"), _stop.Token);
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null) return client.GetStream();
        var secured = new SslStream(client.GetStream());
        await secured.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return secured;
    }

    private async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".") mail.AppendLine(line);
        return mail.ToString();
    }
}
