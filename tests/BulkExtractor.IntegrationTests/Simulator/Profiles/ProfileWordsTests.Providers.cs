using System.Net;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Calls;

namespace BulkExtractor.IntegrationTests.Simulator.Profiles;

public sealed partial class ProfileWordsTests
{
    [Fact]
    public async Task Mistral_refuses_the_new_name_of_the_cap_with_an_object_for_a_message()
    {
        await using var site = await ProfileSite.StartAsync();

        var model = site.Model("mistral", "mistral-small-2603");

        var reply = await site.AskAsync(model, pack => pack with { Form = pack.Form with { NewCapName = true } });

        Assert.Equal((422, RequestPart.CapName), (reply.Status, reply.Failure?.Refused));
    }

    [Fact]
    public async Task Mistrals_minute_is_the_clocks_and_may_allow_nothing()
    {
        await using var site = await ProfileSite.StartAsync();

        var (response, body) = await site.PostAsync("mistral", "mistral-large-2512");

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("0", response.Headers.GetValues("x-ratelimit-limit-req-minute").Single());
        Assert.False(response.Headers.Contains("retry-after"));
        Assert.Equal("1300", (string?)body!["code"]);
    }

    [Fact]
    public async Task Mistrals_thoughts_are_a_part_of_the_content_which_the_product_leaves_out()
    {
        await using var site = await ProfileSite.StartAsync();
        var model = site.Model("mistral", "magistral-small-2512");

        var (_, body) = await site.PostAsync("mistral", model.Id);
        var reply = await site.AskAsync(model, pack => pack with { MaxTokens = 2_000 });

        Assert.Equal("thinking", (string?)body!["choices"]![0]!["message"]!["content"]![0]!["type"]);
        Assert.StartsWith("{\"documents\"", reply.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zhipu_takes_one_request_at_a_time_and_names_that_by_a_code_under_429()
    {
        await using var site = await ProfileSite.StartAsync(
            new() { Latency = new() { Mean = TimeSpan.FromSeconds(1) } });

        var first = site.PostAsync("zhipu", "glm-4.7-flash");
        await site.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        var (second, error) = await site.PostAsync("zhipu", "glm-4.7-flash");
        site.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.OK, (await first).Response.StatusCode);
        Assert.Equal((HttpStatusCode.TooManyRequests, "1302"), (second.StatusCode, (string?)error!["error"]!["code"]));
    }

    [Fact]
    public async Task Zhipus_thoughts_are_switched_off_by_a_member_of_the_request()
    {
        await using var site = await ProfileSite.StartAsync();
        var off = new JsonObject { ["thinking"] = new JsonObject { ["type"] = "disabled" }, ["max_tokens"] = 1_000 };

        var (_, thinks) = await site.PostAsync("zhipu", "glm-4.7-flash", more: new() { ["max_tokens"] = 1_000 });
        var (_, quiet) = await site.PostAsync("zhipu", "glm-4.7-flash", more: off);

        Assert.Equal(500, (int)thinks!["usage"]!["completion_tokens_details"]!["reasoning_tokens"]!);
        Assert.Null(quiet!["usage"]!["completion_tokens_details"]);
    }

    [Fact]
    public async Task Coheres_month_pauses_the_account_until_the_next_one()
    {
        await using var site = await ProfileSite.StartAsync();

        var (failure, error) = await SpendAsync(site, site.Model("cohere", "command-a-03-2025"), requests: 1_000);

        Assert.Contains("1000 API calls / month", (string?)error["message"], StringComparison.Ordinal);
        Assert.Equal((FailureClass.AccountPaused, 1), (failure.Class, failure.Until!.Value.UtcDateTime.Day));
    }

    [Fact]
    public async Task Llm7_answers_by_another_model_without_a_word_and_tells_a_wait_twice()
    {
        await using var site = await ProfileSite.StartAsync();

        var (_, answer) = await site.PostAsync("llm7", "mistral-Nemo");
        var (refused, body) = await site.PostAsync("llm7", "mistral-Nemo");

        Assert.Equal("mistral-small-3.2", (string?)answer!["model"]);
        Assert.Equal(("1", 1), (refused.Headers.GetValues("retry-after").Single(), (int)body!["retry_after"]!));
    }

    [Fact]
    public async Task Ovh_wants_no_key_and_counts_each_model_alone()
    {
        await using var site = await ProfileSite.StartAsync();

        var (failure, _) = await SpendAsync(site, site.Model("ovh", "gpt-oss-20b"), requests: 2);
        var other = await site.AskAsync(site.Model("ovh", "gpt-oss-120b"));

        Assert.Equal(FailureClass.ModelPaused, failure.Class);
        Assert.InRange(failure.Delay!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Null(other.Failure);
    }

    [Fact]
    public async Task Ollama_loses_the_beginning_of_a_long_prompt_without_a_word()
    {
        await using var site = await ProfileSite.StartAsync();
        var texts = Enumerable.Range(0, 20).Select(_ => new string('x', 1_500)).ToArray();

        var reply = await site.AskAsync(
            site.Model("ollama", "qwen3:4b"), pack => pack with { MaxTokens = 1_000 }, texts);

        Assert.Null(reply.Failure);
        Assert.DoesNotContain("document0\"", reply.Content, StringComparison.Ordinal);
        Assert.Contains("document19\"", reply.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LmStudio_takes_no_json_object_and_nothing_but_the_prompt_is_tried_then()
    {
        await using var site = await ProfileSite.StartAsync();

        var reply = await site.AskAsync(
            site.Model("lmstudio", "qwen3-4b-instruct"), pack => pack with { Format = ReplyFormat.JsonObject });

        Assert.Equal((true, true), (reply.Failure?.FormatRefused, reply.Failure?.OnlyPrompt));
    }
}
