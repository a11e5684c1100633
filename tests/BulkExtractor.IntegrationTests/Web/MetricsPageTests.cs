using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Web;

public sealed class MetricsPageTests(TestCluster cluster)
{
    private const string Owner = "an-owner-9f2c7d41e8b05a63c1d7f4e2a9b86035";
    private const string Reader = "a-reader-4b7e19c05d82f6a3e0c9d1b7f5a26483";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_gets_the_metrics_with_the_readers_token_and_nobody_without_one()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner, Reader);
        await served.FinishAsync(await served.SubmitAsync(ServedDashboard.Adverts, "adverts", 5));

        var (refused, nothing) = await AskAsync(served, null);
        var (granted, metrics) = await AskAsync(served, Reader);

        Assert.NotEqual(HttpStatusCode.OK, refused);
        Assert.DoesNotContain("bulk_requests", nothing);
        Assert.Equal(HttpStatusCode.OK, granted);
        Assert.All(
            new[] { "bulk_requests_total{", "bulk_tokens_total{", "gen_ai_client_operation_duration_seconds_bucket{" },
            name => Assert.Contains(name, metrics, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_dashboard_of_Grafana_asks_for_nothing_that_is_not_told()
    {
        await using var served = await ServedDashboard.StartAsync(cluster, Owner, Reader);
        await served.FinishAsync(await served.SubmitAsync(ServedDashboard.Adverts, "adverts", 5));
        var (_, metrics) = await AskAsync(served, Reader);
        var dashboard = File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "src", "grafana.json"));

        var asked = JsonNode.Parse(dashboard)!["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]!.AsArray())
            .Select(target => (string)target!["expr"]!)
            .ToList();

        Assert.NotEmpty(asked);
        Assert.All(
            asked.SelectMany(SeriesIn).Concat(asked.SelectMany(LabelsIn)).Concat(asked.SelectMany(FiltersIn)),
            words => Assert.Contains(words, metrics, StringComparison.Ordinal));
    }

    private static IEnumerable<string> SeriesIn(string query) =>
        Regex.Matches(query, @"\b(?:bulk|gen_ai)_\w+(?=[\[{])").Select(match => $"\n{match.Value}{{");

    private static IEnumerable<string> LabelsIn(string query) =>
        Regex.Matches(query, @"by \((?<labels>[^)]*)\)")
            .SelectMany(match => match.Groups["labels"].Value.Split(", "))
            .Select(label => $"{label}=\"");

    private static IEnumerable<string> FiltersIn(string query) =>
        Regex.Matches(query, @"(?<=\{)[^}]+(?=\})").Select(match => match.Value);

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(ServedDashboard served, string? token)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = served.Address };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync("/metrics", Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }
}
