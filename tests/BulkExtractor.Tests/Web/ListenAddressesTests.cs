using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BulkExtractor.Basics;
using BulkExtractor.Web;
using BulkExtractor.Web.Listening;

namespace BulkExtractor.Tests.Web;

public sealed class ListenAddressesTests
{
    private const string Long = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://127.8.9.1:0")]
    [InlineData("http://[::1]:5080")]
    [InlineData("http://localhost:5080;http://127.0.0.1:5081")]
    public void This_machine_needs_no_token(string urls) => new DashboardOptions(urls).Check();

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://bulk.example:5080")]
    [InlineData("http://192.168.1.4:5080")]
    [InlineData("http://localhost.example:5080")]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081")]
    public void Whatever_others_can_reach_needs_one(string urls)
    {
        var refused = Assert.Throws<InputException>(new DashboardOptions(urls).Check);

        Assert.Contains("BULK_TOKEN", refused.Message, StringComparison.Ordinal);
        new DashboardOptions(urls) { Token = Long, InsecureHttp = true }.Check();
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://192.168.1.4:5080")]
    [InlineData("http://127.0.0.1:5080;http://[::]:5081")]
    public void What_others_can_reach_is_encrypted_unless_somebody_says_otherwise(string urls)
    {
        var guarded = new DashboardOptions(urls) { Token = Long };

        var refused = Assert.Throws<InputException>(guarded.Check);

        Assert.Contains("--certificate", refused.Message, StringComparison.Ordinal);
        (guarded with { InsecureHttp = true }).Check();
        (guarded with { PublicUrl = new Uri("https://bulk.example.org") }).Check();
    }

    [Fact]
    public void A_public_name_lets_others_in_so_it_needs_a_token_and_encryption()
    {
        var open = new DashboardOptions("http://127.0.0.1:5080") { PublicUrl = new Uri("https://bulk.example.org") };
        var bare = open with { Token = Long, PublicUrl = new Uri("http://bulk.example.org") };

        Assert.Contains("BULK_TOKEN", Told(open), StringComparison.Ordinal);
        Assert.Contains("https://", Told(bare), StringComparison.Ordinal);
        (bare with { InsecureHttp = true }).Check();
    }

    [Fact]
    public void An_https_address_needs_a_certificate_and_one_with_it_is_https()
    {
        using var key = ECDsa.Create();
        var certificate = new ServerCertificate(
            new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
                .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue),
            []);

        Assert.Contains(
            "--certificate", Told(new DashboardOptions("https://127.0.0.1:5080")), StringComparison.Ordinal);
        new DashboardOptions("https://127.0.0.1:5080") { Certificate = certificate }.Check();
        Assert.Contains(
            "https://",
            Told(new DashboardOptions("http://127.0.0.1:5080") { Certificate = certificate }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_can_be_guessed_is_named_without_being_told()
    {
        var weakness = Assert.Single(new DashboardOptions("http://127.0.0.1:5080") { Token = Long }.FindWeaknesses());

        Assert.StartsWith("BULK_TOKEN can be guessed", weakness, StringComparison.Ordinal);
        Assert.DoesNotContain(Long, weakness, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1:5080")]
    [InlineData("http://unix:/tmp/socket")]
    public void What_is_no_address_is_told(string urls) =>
        Assert.Contains(
            "--urls",
            Assert.Throws<InputException>(new DashboardOptions(urls).Check).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("0123456789abcdef0123456789abcde", null)]
    [InlineData(Long, "short")]
    [InlineData(null, Long)]
    [InlineData(Long, Long)]
    public void Tokens_that_protect_nothing_are_refused(string? token, string? readToken) =>
        Assert.Throws<InputException>(
            new DashboardOptions("http://127.0.0.1:5080") { Token = token, ReadToken = readToken }.Check);

    private static string Told(DashboardOptions options) => Assert.Throws<InputException>(options.Check).Message;
}
