using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Simulator.Profiles;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>Whom one could ask, and what is wrong with those that are set up.</summary>
public sealed class ProvidersTests(TestCluster cluster)
{
    [Fact]
    public async Task Every_provider_of_the_shipped_pool_is_shown_with_what_is_missing()
    {
        await using var workshop = await ProgramFolder.OpenAsync(cluster);

        var all = JsonNode.Parse((await workshop.RunAsync("providers", "--json")).With(0).Output)!.AsArray();
        var one = (await workshop.RunAsync("providers", "groq")).With(0).Output;
        var none = await workshop.RunAsync("providers", "grok");

        Assert.Contains("cloudflare", all.Select(provider => (string?)provider!["name"]));
        Assert.All(all, provider => Assert.NotEqual("ready", (string?)provider!["state"]));
        Assert.Contains("GROQ_API_KEY (not set)", one, StringComparison.Ordinal);
        Assert.Contains("did you mean 'groq'?", none.With(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_names_what_is_wrong_with_each_account()
    {
        await using var site = await ProfileSite.StartAsync();
        await using var workshop = await ProgramFolder.OpenAsync(cluster);
        var file = workshop.Folder.Write("pool.yaml", $$"""
            accounts:
              good: { address: "{{site.AddressOf("vllm")}}" }
              key: { address: "{{site.AddressOf("groq")}}", key: wrong }
              network: { address: "http://127.0.0.1:1/v1" }
              path: { address: "{{site.Server.Address}}nowhere" }
              listless: { address: "{{site.AddressOf("cloudflare")}}", key: right }
            models:
              - { id: "Qwen/Qwen3-8B", account: good, tier: local, context: 16384 }
              - { id: "Qwen/Qwen9", account: good, tier: local, context: 16384 }
              - { id: "@cf/openai/gpt-oss-20b", account: listless, tier: free, context: 16384 }
            """);

        var ended = await workshop.RunAsync("doctor", "--pool", file, "--ask", "--json");

        var told = JsonNode.Parse(ended.With(2).Output)!;

        (bool Right, string Finding)[] Of(string account) =>
        [
            .. told.AsArray().Where(check => (string?)check!["what"] == account)
                .Select(check => ((bool)check!["right"]!, (string)check["finding"]!)),
        ];
        Assert.Collection(
            Of("good"),
            listed => Assert.Matches("lists 1 models; it does not list Qwen/Qwen9", listed.Finding),
            asked => Assert.Matches("Qwen/Qwen3-8B answered in", asked.Finding));
        Assert.Matches("key is wrong or missing", Assert.Single(Of("key"), check => !check.Right).Finding);
        Assert.Matches("cannot be reached", Assert.Single(Of("network"), check => !check.Right).Finding);
        Assert.Matches("check the address in the pool file", Assert.Single(Of("path"), check => !check.Right).Finding);
        Assert.Equal([true, true], Of("listless").Select(check => check.Right));
    }

    [Fact]
    public async Task Simulated_models_are_shown_without_a_pool()
    {
        await using var workshop = await ProgramFolder.OpenAsync(cluster);

        var models = JsonNode.Parse((await workshop.RunAsync("models", "--simulate", "--json")).With(0).Output)!;

        Assert.Equal(7, models.AsArray().Count);
        Assert.All(models.AsArray(), model => Assert.Equal("ready", (string?)model!["state"]));
    }
}
