using System.Net;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>The program while its database is down.</summary>
public sealed class DatabaseAwayTests(DurableCluster cluster) : IClassFixture<DurableCluster>, IAsyncLifetime
{
    private const string OneLine =
        @"^bulk: PostgreSQL at .+ (does not answer|cannot be used): .+ \(see BULK_POSTGRES\)$";

    private static readonly string[] Serve = ["serve", "--urls", "http://127.0.0.1:0"];
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(15);

    private SimulatedSite _site = null!;

    private ProgramFolder Workshop => _site.Workshop;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await SimulatedSite.OpenAsync(
        cluster.Server, 300, PoolText.FourModels(account: 60, model: 40), "--latency", "0.2");

    public async ValueTask DisposeAsync()
    {
        await cluster.StartAgainAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task A_worker_that_starts_meanwhile_says_so_once_and_works_when_it_is_back()
    {
        var batch = await Workshop.SubmitAsync(_site.Orders, _site.Pool);
        await cluster.StopImmediatelyAsync();

        await using var worker = Workshop.Start("worker");
        await worker.Errors.WaitForAsync("The database fails, trying again until it answers");
        await cluster.StartAgainAsync();

        await Until.TrueAsync("the batch has ended", () => Workshop.HasEndedAsync(batch));
        Assert.Single(worker.Errors.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_dashboard_that_starts_meanwhile_is_not_ready_until_it_is_back()
    {
        await cluster.StopImmediatelyAsync();
        await using var serve = Workshop.Start([.. Serve, "--json"]);
        var said = await serve.Output.WaitForAsync("address");
        using var http = new HttpClient { BaseAddress = new Uri(said.Split('"')[3]) };

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("/health/ready"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("/api/batches"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("/health/live"));
        await cluster.StartAgainAsync();

        await Until.TrueAsync("it is ready", async () => await AskAsync("/health/ready") == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await AskAsync("/api/batches"));

        async Task<HttpStatusCode> AskAsync(string path)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Token);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_command_gives_up_with_one_line()
    {
        await cluster.StopImmediatelyAsync();

        AssertOneLine((await Workshop.RunAsync("status")).With(2));
    }

    [Fact]
    public async Task A_host_name_that_does_not_resolve_is_told_in_one_line()
    {
        Workshop.Set("BULK_POSTGRES", "Host=no-such-host.invalid;Username=x;Password=y;Database=bulk");

        AssertOneLine((await Workshop.RunAsync("status")).With(2));
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("serve")]
    public async Task A_wrong_password_ends_a_service_in_one_line(string verb)
    {
        Workshop.Set("BULK_POSTGRES", $"{Workshop.Database.ConnectionString};Password=wrong");

        AssertOneLine((await Workshop.RunAsync(verb == "serve" ? Serve : [verb])).With(2));
    }

    [Fact]
    public async Task A_follower_whose_time_is_up_meanwhile_says_how_it_stood()
    {
        await using var submit = Workshop.Start(
            "submit", _site.Orders.Csv, "--job", _site.Orders.Job, "--pack", "1", "--wait", "--for", "8s", "--json");
        await Until.TrueAsync("it is worked on", () => Workshop.HasRowsAsync("results"));

        await cluster.StopImmediatelyAsync();

        var ended = (await submit.EndAsync()).With(3);
        Assert.Contains("\"batch\"", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("serve")]
    public async Task The_first_signal_ends_a_service_that_has_nothing_under_way(string verb)
    {
        await using var process = Workshop.Start(verb == "serve" ? Serve : [verb]);
        await Until.TrueAsync("it works", () => Workshop.HasRowsAsync("workers"));
        await cluster.StopImmediatelyAsync();
        await process.Errors.WaitForAsync("The database fails");

        await process.TerminateAsync();

        (await process.EndAsync(Seconds)).With(130);
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("serve")]
    public async Task The_first_signal_ends_a_service_that_waits_for_its_first_word(string verb)
    {
        await cluster.StopImmediatelyAsync();
        await using var process = Workshop.Start(verb == "serve" ? Serve : [verb]);
        await process.Errors.WaitForAsync("The database fails");

        await process.TerminateAsync();

        (await process.EndAsync(Seconds)).With(130);
    }

    private static void AssertOneLine(Ended ended) => Assert.Matches(OneLine, ended.Errors.TrimEnd());
}
