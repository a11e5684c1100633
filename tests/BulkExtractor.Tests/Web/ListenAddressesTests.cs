using BulkExtractor.Basics;
using BulkExtractor.Web;

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
        new DashboardOptions(urls) { Token = Long }.Check();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("https://127.0.0.1:5080")]
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
}
