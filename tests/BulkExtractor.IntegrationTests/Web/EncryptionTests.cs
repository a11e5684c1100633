using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BulkExtractor.Basics;
using BulkExtractor.IntegrationTests.Acceptance;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Web.Listening;

namespace BulkExtractor.IntegrationTests.Web;

public sealed class EncryptionTests(TestCluster cluster) : IDisposable
{
    private const string Https = "https://127.0.0.1:0";

    private static readonly string Owner = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_certificate_all_is_encrypted_and_cookies_are_for_this_host_only()
    {
        var file = Write(withKey: true);
        await using var served = await ServedDashboard.StartAsync(
            cluster, Owner, null, "--urls", Https, "--certificate", file);
        using var owner = served.Visit();
        owner.Headers["Host"] = $"bulk:{served.Address.Port}";

        using var answer = await owner.SignInAsync(Owner);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-bulk-", cookie, StringComparison.Ordinal);
        foreach (var part in new[] { "; path=/", "; secure", "; httponly", "; samesite=strict" })
            Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.All(owner.Cookies.Keys, name => Assert.StartsWith("__Host-", name, StringComparison.Ordinal));
        Assert.StartsWith(
            "max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")),
            StringComparison.Ordinal);
        Assert.True(await owner.IsLetInAsync());
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
    [InlineData((SslProtocols)768, false)] // TLS 1.1
    public async Task Only_versions_of_TLS_are_spoken_that_nobody_breaks(SslProtocols version, bool spoken)
    {
        await using var served = await ServedDashboard.StartAsync(
            cluster, Owner, null, "--urls", Https, "--certificate", Write(withKey: true));
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, served.Address.Port, Token);
        await using var tls = new SslStream(socket.GetStream(), false, PageVisitor.IsOfTheTests);

        var shaken = await Record.ExceptionAsync(() => tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = version }, Token));

        Assert.Equal(spoken, shaken is null);
    }

    [Fact]
    public async Task Behind_a_proxy_that_encrypts_cookies_are_secure_and_redirects_lead_to_the_proxy()
    {
        await using var served = await ServedDashboard.StartAsync(
            cluster, Owner, null, "--public-url", "https://bulk.example.org");
        using var owner = served.Visit();
        owner.Headers["Host"] = "bulk.example.org";

        using var asked = await owner.GetAsync("/models");
        using var answer = await owner.SignInAsync(Owner, "/models");

        Assert.Equal("/sign-in?to=%2Fmodels", asked.Headers.Location!.ToString());
        Assert.Equal("/models", answer.Headers.Location!.ToString());
        Assert.StartsWith("__Host-", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.NotEmpty(answer.Headers.GetValues("Strict-Transport-Security"));
        Assert.True(await owner.IsLetInAsync());
    }

    [Fact]
    public async Task The_origin_of_a_form_is_the_proxys()
    {
        await using var served = await ServedDashboard.StartAsync(
            cluster, Owner, null, "--public-url", "https://bulk.example.org");
        using var owner = served.Visit();

        owner.Headers["Origin"] = "https://bulk.example.org";
        using var own = await owner.SignInAsync(Owner);
        owner.Headers["Origin"] = "http://bulk.example.org";
        using var unencrypted = await owner.SignInAsync(Owner);

        Assert.Equal(HttpStatusCode.Found, own.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, unencrypted.StatusCode);
    }

    [Fact]
    public async Task A_name_that_another_site_made_lead_here_is_refused()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner);
        using var rebound = await served.SignInAsync(Owner);
        rebound.Headers["Host"] = "elsewhere.example";

        foreach (var path in new[] { "/", "/sign-in", "/api/batches", "/hangfire", "/health/live", "/assets/site.js" })
        {
            using var answer = await rebound.GetAsync(path);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.DoesNotContain(
                "elsewhere.example", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "--certificate")]
    [InlineData("https://127.0.0.1:0", "needs a certificate")]
    public async Task What_would_go_over_the_network_unencrypted_is_refused_in_one_line(string urls, string hint)
    {
        await using var program = await ProgramFolder.OpenAsync(cluster);
        program.Set("BULK_TOKEN", Owner);

        var ended = (await program.RunAsync("serve", "--urls", urls)).With(2);

        Assert.Contains(hint, Assert.Single(ended.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_is_read_from_PEM_and_PFX_locked_or_not()
    {
        using var key = RSA.Create(2048);
        using var own = SelfSigned(key, days: 30);
        File.WriteAllBytes(In("locked.pfx"), own.Export(X509ContentType.Pfx, "secret"));
        File.WriteAllText(In("apart.pem"), own.ExportCertificatePem());
        File.WriteAllText(In("apart.key"), key.ExportPkcs8PrivateKeyPem());

        Assert.True(Read(Write(withKey: true)).Own.HasPrivateKey);
        Assert.Equal(own.Thumbprint, Read(In("apart.pem")).Own.Thumbprint);
        Assert.Equal(own.Thumbprint, Read(In("locked.pfx"), "secret").Own.Thumbprint);
    }

    [Fact]
    public void A_certificate_that_cannot_be_shown_is_told_in_one_line()
    {
        using var key = RSA.Create(2048);
        using var over = SelfSigned(key, days: -1);
        File.WriteAllText(In("over.pem"), over.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(In("locked.pfx"), over.Export(X509ContentType.Pfx, "secret"));
        File.WriteAllText(In("text.pem"), "no certificate");
        File.WriteAllText(In("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        AssertTold("there is no such file", In("nowhere.pem"));
        AssertTold("has no key", Write(withKey: false));
        AssertTold("it ended on", In("over.pem"));
        AssertTold("check BULK_CERTIFICATE_PASSWORD", In("locked.pfx"), "wrong");
        AssertTold("set BULK_CERTIFICATE_PASSWORD", In("text.pem"));
        AssertTold("has no key", In("broken.pem"));
    }

    public void Dispose() => _folder.Dispose();

    private static ServerCertificate Read(string file, string? password = null) =>
        ServerCertificate.Read(new FileInfo(file), password, TimeProvider.System);

    private static void AssertTold(string expected, string file, string? password = null)
    {
        var told = Assert.Throws<InputException>(() => Read(file, password)).Message;
        Assert.Contains(expected, told, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', told);
    }

    private string Write(bool withKey)
    {
        using var key = RSA.Create(2048);
        using var own = SelfSigned(key, days: 30);
        var pem = own.ExportCertificatePem() + "\n" + (withKey ? key.ExportPkcs8PrivateKeyPem() : "");
        return _folder.Write($"{Guid.NewGuid():N}.pem", pem);
    }

    private string In(string name) => Path.Combine(_folder.Path, name);

    private static X509Certificate2 SelfSigned(RSA key, int days)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-9), now.AddDays(days));
    }
}
