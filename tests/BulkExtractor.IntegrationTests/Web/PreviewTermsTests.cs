using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Web;

/// <summary>What a preview says of accounts that train on texts; nobody is asked anything for it.</summary>
public sealed class PreviewTermsTests(TestCluster cluster)
{
    private const string Pool = """
        accounts:
          home: { address: "http://127.0.0.1:9/v1" }
          trainer: { address: "http://127.0.0.1:10/v1", terms: may train on texts }
        models:
          - { id: "one", account: home, tier: local, context: 8192, max_output: 1024 }
          - { id: "two", account: trainer, tier: local, context: 8192, max_output: 1024 }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_that_the_terms_leave_out_is_named_with_what_lets_it_take_part()
    {
        await using var served = await StartAsync();

        var preview = await PreviewAsync(served, "flats");

        Assert.Equal(
            "trainer is left out by its terms (may train on texts); "
            + "models.data_collection: allow in job.yaml lets it take part.",
            (string)Assert.Single(preview["terms"]!.AsArray())!);
        Assert.Equal(["one"], preview["models"]!.AsArray().Select(model => (string)model!));
    }

    [Fact]
    public async Task Where_the_job_allows_it_the_account_takes_part()
    {
        await using var served = await StartAsync();

        var preview = await PreviewAsync(served, "open");

        Assert.Equal(["one", "two"], preview["models"]!.AsArray().Select(model => (string)model!).Order());
    }

    private Task<ServedDashboard> StartAsync() =>
        ServedDashboard.StartInFolderAsync(cluster, Furnish, pool: "pool.yaml");

    private static void Furnish(TemporaryFolder folder)
    {
        folder.Write("pool.yaml", Pool);
        folder.Write("jobs/flats/schema.json", JobsFolderServer.Schema);
        folder.Write("jobs/flats/job.yaml", "input: { text: body }\n");
        folder.Write("jobs/open/schema.json", JobsFolderServer.Schema);
        folder.Write("jobs/open/job.yaml", "input: { text: body }\nmodels: { data_collection: allow }\n");
    }

    private static async Task<JsonNode> PreviewAsync(ServedDashboard served, string job)
    {
        using var csv = new StringContent("body\nTwo rooms for 700 EUR\n", Encoding.UTF8, "text/csv");
        using var answer = await served.Http.PostAsync($"/api/previews?job={job}", csv, Token);
        var said = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, said);
        return JsonNode.Parse(said)!;
    }
}
