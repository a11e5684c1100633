using System.Net;
using System.Net.Sockets;
using BulkExtractor.Documents.Pictures;

namespace BulkExtractor.IntegrationTests.Documents;

public sealed class GuardedConnectionTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public GuardedConnectionTests() => _listener.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("1.1.1.1 127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("")]
    public async Task A_name_that_leads_here_is_not_connected_to(string addresses)
    {
        using var http = PictureFetch.CreateHttpClient((_, _) => Task.FromResult<IPAddress[]>(
            [.. addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)]));

        var (picture, problem) = await new PictureFetch(http, TimeProvider.System)
            .FetchAsync("https://pictures.example/a.png", Token);

        Assert.Null(picture);
        Assert.Equal("the picture's address leads to a machine that is not of the open internet", problem);
    }

    [Theory]
    [InlineData("https://127.0.0.1/a.png")]
    [InlineData("https://[::1]/a.png")]
    [InlineData("https://localhost/a.png")]
    [InlineData("https://2130706433/a.png")]
    [InlineData("https://0x7f.1/a.png")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    public async Task An_address_of_this_machine_is_refused_however_it_is_written(string address)
    {
        using var http = PictureFetch.CreateHttpClient();

        var (_, problem) = await new PictureFetch(http, TimeProvider.System).FetchAsync(address, Token);

        Assert.Equal("the picture's address leads to a machine that is not of the open internet", problem);
    }

    // The guard itself is tried against an open port: with it switched off this request would arrive.
    [Fact]
    public async Task Nothing_arrives_at_a_port_that_is_open_here()
    {
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        using var http = PictureFetch.CreateHttpClient((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync($"https://pictures.example:{port}/", Token));

        Assert.False(_listener.Pending());
    }
}
