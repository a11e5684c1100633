using BulkExtractor.Web;
using BulkExtractor.Web.Listening;
using Microsoft.AspNetCore.Http;

namespace BulkExtractor.Tests.Web;

public sealed class AllowedHostsTests
{
    private static readonly DashboardOptions Open = new("http://127.0.0.1:5080");

    private static readonly DashboardOptions Guarded = new("http://0.0.0.0:5080")
    {
        Token = "0123456789abcdef0123456789abcdef",
        PublicUrl = new Uri("https://bulk.example.org"),
    };

    [Theory]
    [InlineData("127.0.0.1:5080")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:5080")]
    [InlineData("[::1]:5080")]
    [InlineData("")]
    public void This_machine_is_called_so_always(string host)
    {
        Assert.True(Allows(Open, host));
        Assert.True(Allows(Guarded, host));
    }

    [Theory]
    [InlineData("bulk.example.org")]
    [InlineData("Bulk.Example.org:443")]
    [InlineData("192.168.1.4:5080")]
    [InlineData("serve:8080")]
    public void With_a_token_also_by_its_public_name_a_number_or_a_name_of_this_network(string host)
    {
        Assert.True(Allows(Guarded, host));
        Assert.False(Allows(Open, host));
    }

    [Theory]
    [InlineData("elsewhere.example")]
    [InlineData("127.0.0.1.elsewhere.example")]
    [InlineData("localhost.elsewhere.example")]
    [InlineData("bulk.example.org.elsewhere.example")]
    [InlineData("elsewhere.example.")]
    [InlineData("xbulk.example.org")]
    public void The_name_of_another_site_that_leads_here_is_refused(string host)
    {
        Assert.False(Allows(Open, host));
        Assert.False(Allows(Guarded, host));
    }

    private static bool Allows(DashboardOptions options, string host) =>
        new AllowedHosts(options).Allows(new HostString(host));
}
