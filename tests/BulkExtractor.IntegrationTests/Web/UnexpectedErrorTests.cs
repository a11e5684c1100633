using System.Net;
using System.Text.RegularExpressions;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BulkExtractor.IntegrationTests.Web;

public sealed partial class UnexpectedErrorTests(TestCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_tells_a_number_and_the_log_what_where_and_why()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, GuardedServer.Owner);
        using var owner = await served.SignInAsync(GuardedServer.Owner);
        await served.Database.ExecuteAsync("drop view bulk.living_sessions");

        using var answer = await owner.GetAsync("/models?search=a-private-word");
        var page = await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var number = Number().Match(page).Groups[1].Value;
        var line = await served.Log.WaitForAsync($"GET /models failed, number {number}");
        Assert.Matches(@"PostgresException: 42P01: relation ""bulk\.living_sessions"" .* at BulkExtractor\.", line);
        Assert.DoesNotContain("living_sessions", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a-private-word", line, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.NotEmpty(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal("live", await served.Http.GetStringAsync(new Uri("/health/live", UriKind.Relative), Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // while the form was read to check its secret
    public async Task A_full_disk_is_told_as_one(bool inForm)
    {
        var full = (await Record.ExceptionAsync(FillAsync))!;
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
            Request = { Path = "/api/batches" },
            Response = { Body = new MemoryStream() },
        };
        context.Features.Set<IExceptionHandlerFeature>(
            new ExceptionHandlerFeature { Error = inForm ? new AntiforgeryValidationException("", full) : full });

        await Failures.AnswerAsync(context);

        Assert.Equal(StatusCodes.Status507InsufficientStorage, context.Response.StatusCode);
        context.Response.Body.Position = 0;
        Assert.Contains("no room", await new StreamReader(context.Response.Body).ReadToEndAsync(Token));

        static async Task FillAsync()
        {
            await using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
            await full.WriteAsync(new byte[1], Token);
        }
    }

    [GeneratedRegex("under the number ([0-9a-f]{12})")]
    private static partial Regex Number();
}
