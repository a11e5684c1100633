using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.IntegrationTests.Simulator.Profiles;

/// <summary>What providers say, over real sockets, and what the product understands.</summary>
public sealed partial class ProfileWordsTests
{
    [Theory]
    [InlineData("gemini", "gemini-3.5-flash-lite")]
    [InlineData("groq", "openai/gpt-oss-20b")]
    [InlineData("cloudflare", "@cf/openai/gpt-oss-20b")]
    [InlineData("nvidia", "openai/gpt-oss-20b")]
    [InlineData("mistral", "mistral-small-2603")]
    [InlineData("zhipu", "glm-4.7-flash")]
    [InlineData("cohere", "command-a-03-2025")]
    [InlineData("llm7", "gpt-oss:20b")]
    [InlineData("openrouter", "qwen/qwen3.8-27b:free")]
    public async Task A_wrong_key_stops_the_account_and_blames_no_document(string profile, string model)
    {
        await using var site = await ProfileSite.StartAsync();

        var reply = await site.AskAsync(site.Model(profile, model, key: "wrong"));

        Assert.Equal(FailureClass.AccountStopped, reply.Failure?.Class);
    }

    [Theory]
    [InlineData("gemini", "gemini-9")]
    [InlineData("groq", "no/such")]
    [InlineData("cloudflare", "@cf/no/such")]
    [InlineData("nvidia", "nvidia/only-for-partners")]
    [InlineData("mistral", "no-such")]
    [InlineData("zhipu", "no-such")]
    [InlineData("cohere", "no-such")]
    [InlineData("ovh", "no-such")]
    [InlineData("openrouter", "no/such:free")]
    [InlineData("ollama", "no-such")]
    [InlineData("lmstudio", "no-such")]
    [InlineData("vllm", "no-such")]
    public async Task A_model_that_is_not_there_is_gone(string profile, string model)
    {
        await using var site = await ProfileSite.StartAsync();

        var reply = await site.AskAsync(site.Model(profile, model));

        Assert.Equal(FailureClass.ModelGone, reply.Failure?.Class);
    }

    [Fact]
    public async Task Gemini_tells_a_spent_day_in_a_list_with_36_seconds_and_the_product_waits_for_midnight_there()
    {
        await using var site = await ProfileSite.StartAsync();
        var model = site.Model("gemini", "gemini-3.5-flash");
        var pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
        model = model with { Account = model.Account with { Day = pacific } };
        var asked = TimeProvider.System.GetUtcNow();

        var (failure, error) = await SpendAsync(site, model, requests: 20);

        Assert.Equal("36s", (string?)error[0]!["error"]!["details"]![2]!["retryDelay"]);
        Assert.Equal(FailureClass.ModelPaused, failure.Class);
        var midnight = TimeZoneInfo.ConvertTime(failure.Until!.Value, pacific);
        Assert.InRange(midnight.TimeOfDay, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.InRange(failure.Until.Value - asked, TimeSpan.Zero, TimeSpan.FromHours(25));
    }

    [Fact]
    public async Task Gemini_knows_a_model_that_is_not_free()
    {
        await using var site = await ProfileSite.StartAsync();

        var reply = await site.AskAsync(site.Model("gemini", "gemini-3.1-pro"));

        Assert.Equal(FailureClass.ModelPaused, reply.Failure?.Class);
        Assert.Contains("limit: 0", reply.Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gemma_takes_no_system_turn_and_is_asked_without_one()
    {
        await using var site = await ProfileSite.StartAsync();
        var model = site.Model("gemini", "gemma-3-27b-it");

        var refused = await site.AskAsync(model);
        var folded = await site.AskAsync(
            model, pack => pack with { Form = pack.Form with { SystemFolded = true } });

        Assert.Equal(RequestPart.SystemRole, refused.Failure?.Refused);
        Assert.Null(folded.Failure);
    }

    [Fact]
    public async Task Groq_refuses_for_good_what_is_larger_than_its_minute_and_the_product_keeps_the_number()
    {
        await using var site = await ProfileSite.StartAsync();
        var model = site.Model("groq", "openai/gpt-oss-20b");

        var reply = await site.AskAsync(model, texts: [new string('x', 40_000)]);

        Assert.Equal((413, 8_000), (reply.Status, reply.Failure?.MostTokens));
    }

    [Fact]
    public async Task Groq_tells_its_limits_with_every_answer()
    {
        await using var site = await ProfileSite.StartAsync();

        var (response, _) = await site.PostAsync(
            "groq", "openai/gpt-oss-20b", more: new JsonObject { ["max_tokens"] = 1_000 });

        string Header(string name) => response.Headers.GetValues($"x-ratelimit-{name}").Single();
        Assert.Equal(("1000", "8000"), (Header("limit-requests"), Header("limit-tokens")));
        Assert.InRange(int.Parse(Header("remaining-tokens"), null), 1, 7_999);
        Assert.Matches(@"^(\d+m)?\d+(\.\d+)?(s|ms)$", Header("reset-tokens"));
    }

    [Theory]
    [InlineData("moonshotai/kimi-k2", ReplyFormat.Schema)]
    [InlineData("qwen/qwen3.8-27b", null)]
    public async Task Groq_takes_schemas_of_some_models_only(string id, ReplyFormat? refused)
    {
        await using var site = await ProfileSite.StartAsync();

        var reply = await site.AskAsync(
            site.Model("groq", id), pack => pack with { Format = ReplyFormat.Schema, MaxTokens = 800 });

        Assert.Equal(refused is not null, reply.Failure?.FormatRefused ?? false);
    }

    [Fact]
    public async Task Cloudflares_day_of_neurons_is_the_accounts()
    {
        await using var site = await ProfileSite.StartAsync();
        var (spent, other) = (site.Model("cloudflare", "@cf/openai/gpt-oss-120b"),
            site.Model("cloudflare", "@cf/openai/gpt-oss-20b"));
        var large = new string('x', 400_000);
        while ((await site.AskAsync(spent, texts: [large])).Failure is null)
        {
        }

        var reply = await site.AskAsync(other, texts: [large]);

        Assert.Equal((429, FailureClass.AccountPaused), (reply.Status, reply.Failure!.Class));
        Assert.InRange(reply.Failure.Until!.Value.TimeOfDay, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Cloudflare_cuts_an_answer_at_256_tokens_for_which_no_cap_was_asked()
    {
        await using var site = await ProfileSite.StartAsync();
        var documents = string.Join('\n', Enumerable.Range(0, 40)
            .Select(place => $"<document id=\"document{place:00}\">\ntext\n</document document{place:00}>"));

        var (_, body) = await site.PostAsync("cloudflare", "@cf/openai/gpt-oss-20b", documents);

        Assert.Equal("length", (string?)body!["choices"]![0]!["finish_reason"]);
        Assert.Equal(256, (int)body["usage"]!["completion_tokens"]!);
    }

    [Fact]
    public async Task Nvidia_tells_a_full_minute_by_a_title_alone()
    {
        await using var site = await ProfileSite.StartAsync();
        var model = site.Model("nvidia", "openai/gpt-oss-20b");

        var (failure, error) = await SpendAsync(site, model, requests: 40);

        Assert.Equal("""{"status":429,"title":"Too Many Requests"}""", error.ToJsonString());
        Assert.Equal(FailureClass.ModelPaused, failure.Class);
    }

    [Theory]
    [InlineData("gemini", "gemma-4-31b-it")]
    [InlineData("cohere", "command-a-03-2025")]
    [InlineData("mistral", "mistral-small-2603")]
    [InlineData("zhipu", "glm-4.7-flash")]
    [InlineData("openrouter", "qwen/qwen3.8-27b:free")]
    [InlineData("lmstudio", "qwen3-4b-instruct")]
    [InlineData("llamacpp", "gemma-4-e4b-it-Q4_K_M.gguf")]
    [InlineData("vllm", "Qwen/Qwen3-8B")]
    [InlineData("localai", "your-model")]
    public async Task What_is_longer_than_a_context_is_told_apart_from_other_faults(string profile, string id)
    {
        await using var site = await ProfileSite.StartAsync();

        var reply = await site.AskAsync(site.Model(profile, id), texts: [new string('x', 1_000_000)]);

        Assert.Equal(FailureClass.ChunkAtFault, reply.Failure?.Class);
        Assert.False(reply.Failure!.Unexplained);
    }

    [Theory]
    [InlineData("gemini", "gemma-4-31b-it", 131_072)]
    [InlineData("groq", "openai/gpt-oss-120b", 131_072)]
    [InlineData("mistral", "mistral-small-2603", 256_000)]
    [InlineData("nvidia", "openai/gpt-oss-20b", 131_072)]
    [InlineData("ovh", "Qwen2.5-VL-72B-Instruct", 32_000)]
    [InlineData("openrouter", "qwen/qwen3.8-27b:free", 262_144)]
    [InlineData("vllm", "Qwen/Qwen3-8B", 16_384)]
    [InlineData("ollama", "qwen3:4b", 32_768)]
    public async Task What_a_list_does_not_tell_of_a_model_its_name_does(string profile, string id, int context)
    {
        await using var site = await ProfileSite.StartAsync();
        var account = new Account(profile, new Uri($"https://{profile}.example/v1")) { Discover = ModelDiscovery.All };

        var listing = (await site.ListAsync(profile)).Value!;
        var pool = Discovery.Join(new Pool([account], [], "", []), account, listing, new DateOnly(2026, 11, 29)).Pool;

        Assert.Equal(context, pool.Models.Single(model => model.Id == id).Context);
    }

    [Fact]
    public async Task A_dialect_is_served_at_the_plain_address_too()
    {
        await using var site = await ProfileSite.StartAsync(new() { Dialect = "vllm" });

        var listed = await site.GetAsync("v1/models");

        Assert.Equal(16_384, (int)listed["data"]![0]!["max_model_len"]!);
    }

    /// <summary>Asks until the limit is spent; minutes that are full before are let pass.</summary>
    private static async Task<(CallFailure Failure, JsonNode Error)> SpendAsync(
        ProfileSite site, Model model, int requests)
    {
        for (var admitted = 0; admitted < requests; admitted++)
        {
            var reply = await site.AskAsync(model);
            if (reply.Failure is null) continue;
            site.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Null((await site.AskAsync(model)).Failure);
        }

        var refused = await site.AskAsync(model);
        var (_, body) = await site.PostAsync(model.Account.Name, model.Id);
        return (refused.Failure!, body!);
    }
}
