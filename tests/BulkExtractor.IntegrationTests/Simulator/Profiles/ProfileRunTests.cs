using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Acceptance;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Pipeline;
using BulkExtractor.Models;
using BulkExtractor.Simulator;

namespace BulkExtractor.IntegrationTests.Simulator.Profiles;

/// <summary>The product's pipeline against each provider's profile.</summary>
public sealed class ProfileRunTests(TestCluster cluster, ITestOutputHelper output) : PipelineTests(cluster)
{
    private const int Documents = 200;
    private const int Pack = 10;
    private const int Words = 40;
    private const int Least = Documents / Pack;
    private const int Most = Least * 115 / 100;

    public static TheoryData<string> Profiles => [.. ProfilePools.Names];

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Profiles))]
    public async Task All_documents_are_right_with_hardly_a_request_too_many(string profile)
    {
        using var folder = new TemporaryFolder();
        await using var site = await SiteAsync(folder, ProfilePools.Scale);
        var batch = await RunAsync(site, ProfilePools.Read(profile, site.AddressOf(profile)));

        var progress = await FinishAsync(batch);

        var ledger = await site.GetAsync("ledger");
        output.WriteLine($"{progress.Requests} requests for {Least}; {ledger}");
        Assert.Equal((Documents, 0), (progress.Extracted, progress.Failed));
        Assert.Equal(Enumerable.Range(1, Documents).Select(Name), await Shop.ResultsAsync(batch));
        Assert.InRange(progress.Requests, Least, Most);
        Assert.False(ledger["by_status"]!.AsObject().ContainsKey("413"));
        Assert.All(ledger["scopes"]!.AsArray(), scope =>
            Assert.True((int)scope!["fullest"]! <= (int)scope["limit"]!, $"{scope}"));
    }

    [Fact(Timeout = Timeout)]
    public async Task Of_geminis_spent_day_one_vain_request_tells_until_midnight_in_California()
    {
        using var folder = new TemporaryFolder();
        await using var site = await SiteAsync(folder, ProfilePools.Scale);
        var pool = ProfilePools.Read(
            "gemini", site.AddressOf("gemini"),
            account: "parallel: 1, day: America/Los_Angeles, each: [{ requests: 5, per: 1s }]");
        var flash = pool.Models[0] with { Id = "gemini-3.5-flash" };
        var batch = await RunAsync(site, pool with { Models = [flash] }, pack: 1);

        await ProgressAsync(batch, progress => progress.Requests > 20);
        await PausedAsync("paused_until > now()");

        var midnight = await Shop.ReadAsync<bool>("""
            select bool_and((paused_until at time zone 'America/Los_Angeles')::time < '00:00:10')
            from bulk.limit_scopes where paused_until > now()
            """);
        Assert.True(midnight);
        Assert.Equal(1, (int)(await site.GetAsync("ledger"))["by_status"]!["429"]!);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("each: [{ requests: 30, per: 1s }, { tokens: 8000, per: 1s }]", 0)]
    [InlineData("each: [{ requests: 30, per: 1s }]", 2)] // Nobody said it: each model learns it by one refusal.
    public async Task Groq_is_sent_nothing_that_its_minute_never_admits(string limits, int tooLarge)
    {
        using var folder = new TemporaryFolder();
        await using var site = await SiteAsync(folder, ProfilePools.Scale, words: 200);
        var pool = ProfilePools.Read("groq", site.AddressOf("groq"), account: limits);
        var batch = await RunAsync(site, pool, pack: 25, words: 200);

        var progress = await FinishAsync(batch);

        var refused = (int?)(await site.GetAsync("ledger"))["by_status"]!["413"] ?? 0;
        output.WriteLine($"{progress.Requests} requests, {refused} too large");
        Assert.Equal((Documents, 0), (progress.Extracted, progress.Failed));
        Assert.InRange(refused, 0, tooLarge);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("gemini")]
    [InlineData("nvidia")]
    [InlineData("groq")]
    [InlineData("cohere")]
    public async Task A_wrong_key_stops_the_account_after_a_few_requests_and_fails_no_document(string profile)
    {
        using var folder = new TemporaryFolder();
        await using var site = await SiteAsync(folder, ProfilePools.Scale);
        var batch = await RunAsync(site, ProfilePools.Read(profile, site.AddressOf(profile), key: "wrong"));

        await PausedAsync("paused_until = 'infinity'");

        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal((0, 0), (progress.Extracted, progress.Failed));
        Assert.InRange((int)(await site.GetAsync("ledger"))["arrivals"]!, 1, 3);
    }

    private static string Name(int number) => $"name {number}";

    private static string Text(int number, int words) => $"Order {number} of {Name(number)}: "
        + string.Join(' ', Enumerable.Range(1, words).Select(word => $"item{word}"));

    private static async Task<ProfileSite> SiteAsync(TemporaryFolder folder, double scale, int words = Words)
    {
        var lines = Enumerable.Range(1, Documents).Select(number => new JsonObject
        {
            ["document"] = Text(number, words),
            ["fields"] = new JsonObject { ["name"] = Name(number) },
        }.ToJsonString());
        return await ProfileSite.StartInRealTimeAsync(new SimulatorOptions
        {
            AnswersFile = folder.Write("answers.jsonl", string.Join('\n', lines)),
            Limits = new() { Scale = scale },
            // One request after another is never more than one in LLM7's second.
            Latency = new() { Mean = TimeSpan.FromMilliseconds(20) },
        });
    }

    private async Task<long> RunAsync(ProfileSite site, Pool pool, int pack = Pack, int words = Words)
    {
        var account = Assert.Single(pool.Accounts);
        var batch = await Shop.AddAsync(
            Batches.TestApp.New(new BatchSettings { Pack = pack, Fresh = true }) with { Accounts = [account.Id] },
            [.. Enumerable.Range(1, Documents).Select(number => Text(number, words))]);
        Asked = site.Client;
        await StartAsync([.. pool.Models]);
        return batch;
    }

    private Task PausedAsync(string condition) => Until.TrueAsync(
        condition, () => Shop.ReadAsync<bool>($"select exists (select from bulk.limit_scopes where {condition})"));
}
