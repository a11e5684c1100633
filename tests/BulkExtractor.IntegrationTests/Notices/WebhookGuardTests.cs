using System.Net;
using System.Net.Sockets;
using BulkExtractor.Notices;

namespace BulkExtractor.IntegrationTests.Notices;

/// <summary>Webhooks reach the open internet, and machines inside the network only where that was allowed.</summary>
public sealed class WebhookGuardTests : IDisposable
{
    private const string Closed = "the address leads to a machine that is not of the open internet";

    // What some machines say to a name with a dot at its end.
    private const string Unknown = "its host is not known";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public WebhookGuardTests() => _listener.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    // The guard itself is tried against an open port: with it switched off a connection would arrive.
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("0")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("①②⑦.⓪.⓪.①")]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.1")]
    public async Task No_spelling_of_an_address_inside_is_connected_to(string host)
    {
        using var open = Webhook.CreateHttpClient(allowsInternal: false);
        using var inside = Webhook.CreateHttpClient(allowsInternal: true);
        var webhook = new Webhook(open, inside, _ => null, TimeProvider.System);

        var outcome = await webhook.SendAsync(Delivery($"https://{host}:{Port}/"), Token);

        Assert.True(outcome.Told.StartsWith(Closed, StringComparison.Ordinal) || outcome.Told == Unknown, outcome.Told);
        Assert.False(_listener.Pending());
    }

    [Theory]
    [InlineData("https://inside.example/hook")]
    [InlineData("https://mapped.example/hook")]
    public async Task A_name_that_leads_inside_is_not_connected_to(string address)
    {
        await using var site = await HookSite.StartAsync();

        var outcome = await site.CreateWebhook().SendAsync(Delivery(address), Token);

        Assert.StartsWith(Closed, outcome.Told);
        Assert.Empty(site.Connected);
    }

    [Fact]
    public async Task A_name_that_leads_inside_the_second_time_is_refused_then()
    {
        await using var site = await HookSite.StartAsync();
        var webhook = site.CreateWebhook();

        var first = await webhook.SendAsync(Delivery("https://rebinding.example/hook"), Token);
        var second = await webhook.SendAsync(Delivery("https://rebinding.example/hook"), Token);

        Assert.True(first.Sent);
        Assert.StartsWith(Closed, second.Told);
        Assert.Equal([IPAddress.Parse("93.184.215.14")], site.Connected);
    }

    [Theory]
    [InlineData("https://127.0.0.1/inside", 302)]
    [InlineData("https://hook.example/elsewhere", 307)]
    public async Task A_redirect_is_not_followed(string location, int status)
    {
        await using var site = await HookSite.StartAsync();
        (site.Answer, site.Location) = ((_, _) => Task.FromResult(status), location);

        var outcome = await site.CreateWebhook().SendAsync(Delivery("https://hook.example/hook"), Token);

        Assert.Equal((false, $"it answered {status}: redirects are not followed"), (outcome.Sent, outcome.Told));
        Assert.Equal("/hook", Assert.Single(site.All).Path);
    }

    [Fact]
    public async Task Inside_is_reached_where_that_is_allowed()
    {
        await using var site = await HookSite.StartAsync();

        var outcome = await site.CreateWebhook().SendAsync(
            Delivery($"https://127.0.0.1:{site.Port}/hook") with { AllowsInternal = true }, Token);

        Assert.True(outcome.Sent, outcome.Told);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var site = await HookSite.StartAsync();
        using var http = Webhook.CreateHttpClient(allowsInternal: true);
        var webhook = new Webhook(http, http, _ => null, TimeProvider.System);

        var outcome = await webhook.SendAsync(Delivery($"https://127.0.0.1:{site.Port}/"), Token);

        Assert.Equal("it has no valid certificate", outcome.Told);
        Assert.Empty(site.All);
    }

    [Theory]
    [InlineData("https://hook.example/hook", "${MISSING}", "the variable MISSING is not set")]
    [InlineData("https://hook.example/hook", "${BROKEN}", "${BROKEN} begins with whsec_, and no base64 follows")]
    [InlineData("${MISSING}", null, "the variable MISSING is not set")]
    [InlineData("${PLAIN}", null, "its variable holds no https address")]
    public async Task A_variable_that_does_not_fit_is_named_and_its_value_is_not_shown(
        string to, string? secret, string told)
    {
        await using var site = await HookSite.StartAsync();
        var webhook = site.CreateWebhook(name => name switch
        {
            "BROKEN" => "whsec_hidden!",
            "PLAIN" => "http://hook.example/hidden",
            _ => null,
        });
        var sender = new NoticeSender(webhook, new Mailbox(_ => null), TimeProvider.System);

        var outcome = await sender.SendAsync(Delivery(to) with { Secret = secret }, Token);

        Assert.Equal((false, told), (outcome.Sent, outcome.Told));
        Assert.Empty(site.All);
    }

    private static Delivery Delivery(string to) => new(
        1, new Notice(1, Guid.NewGuid(), "finished", "notes", TimeProvider.System.GetUtcNow()), to, "webhook", "{}");
}
