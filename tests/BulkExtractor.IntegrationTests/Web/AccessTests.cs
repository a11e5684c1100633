using System.Net;
using System.Net.Http.Headers;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Web;

public sealed class AccessTests(TestCluster cluster)
{
    private const string Owner = "owner-0123456789abcdef0123456789abcdef";
    private const string Reader = "reader-0123456789abcdef0123456789abcdef";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_opens_the_API_and_a_readers_token_lets_look_only()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner, Reader);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(served, HttpMethod.Get, "/api/batches", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(served, HttpMethod.Get, "/api/batches", "wrong"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(served, HttpMethod.Get, "/api/batches", Reader));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(served, HttpMethod.Delete, "/api/batches/1", Reader));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(served, HttpMethod.Delete, "/api/batches/1", Owner));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(served, HttpMethod.Get, "/health/ready", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(served, HttpMethod.Get, "/openapi/v1.json", null));
    }

    [Fact]
    public async Task A_form_without_the_secret_of_its_page_does_nothing()
    {
        await using var served = await ServedDashboard.StartAsync(cluster);
        await served.FinishAsync(await served.SubmitAsync(ServedDashboard.Adverts, "adverts", 5));
        using var form = new FormUrlEncodedContent([]);

        using var answer = await served.Http.PostAsync("/batches/1/delete", form, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "This form is too old", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("finished", (string?)(await served.ReadAsync("/api/batches/1"))["state"]);
    }

    [Fact]
    public async Task Every_page_forbids_what_a_document_could_try()
    {
        await using var served = await ServedDashboard.StartAsync(cluster);

        using var answer = await served.Http.GetAsync(new Uri("/", UriKind.Relative), Token);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie =>
        {
            Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Beyond_this_machine_it_does_not_start_without_a_token()
    {
        await using var served = await ServedDashboard.StartAsync(cluster);

        var ended = (await served.RunAsync("serve", "--urls", "http://0.0.0.0:0")).With(2);

        Assert.Contains("set BULK_TOKEN", ended.Errors, StringComparison.Ordinal);
        Assert.Single(ended.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_doctor_and_the_server_warn_of_a_token_that_can_be_guessed_and_do_not_tell_it()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner);

        var checks = await served.RunAsync("doctor");

        Assert.Contains("warns  dashboard: BULK_TOKEN can be guessed", checks.Output, StringComparison.Ordinal);
        await served.Log.WaitForAsync("BULK_TOKEN can be guessed");
        Assert.DoesNotContain(Owner, checks.Output + checks.Errors + served.Log.Text, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(
        ServedDashboard served, HttpMethod method, string path, string? token)
    {
        using var http = new HttpClient { BaseAddress = served.Address };
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, Token);
        return answer.StatusCode;
    }
}
