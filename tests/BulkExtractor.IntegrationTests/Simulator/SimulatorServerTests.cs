using System.Net;
using System.Text.Json.Nodes;
using BulkExtractor.Simulator;
using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.IntegrationTests.Simulator;

public sealed class SimulatorServerTests
{
    [Theory]
    [InlineData("/api/v1/chat/completions")]
    [InlineData("/v1/chat/completions")]
    public async Task Each_document_of_a_pack_is_answered_by_its_id(string path)
    {
        await using var client = await SimulatorClient.StartAsync();

        using var response = await client.PostAsync(path, "first", "second");

        var content = JsonNode.Parse(await SimulatorClient.ContentOfAsync(response))!;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["00000000", "00000001"], content["documents"]!.AsArray().Select(entry => (string?)entry!["id"]));
        Assert.Single(response.Headers.GetValues("X-Generation-Id"));
    }

    [Fact]
    public async Task An_answer_longer_than_max_tokens_is_cut_and_says_so()
    {
        await using var client = await SimulatorClient.StartAsync();
        var request = SimulatorClient.Request(["first", "second"]);
        request["max_tokens"] = 4;

        using var response = await client.Http.PostAsync("/v1/chat/completions",
            new StringContent(request.ToJsonString()), TestContext.Current.CancellationToken);

        var reply = await SimulatorClient.ReadAsync(response);
        Assert.Equal("length", (string?)reply["choices"]![0]!["finish_reason"]);
        Assert.Equal("""{"documents":[""", (string?)reply["choices"]![0]!["message"]!["content"]);
    }

    [Fact]
    public async Task The_seven_models_are_listed_until_they_are_gone()
    {
        var gone = new GoneModel(SimulatorClient.Model, TimeSpan.Zero);
        await using var all = await SimulatorClient.StartAsync();
        await using var fewer = await SimulatorClient.StartAsync(new() { Faults = new() { Gone = [gone] } });

        var listed = (await all.GetAsync("/api/v1/models"))["data"]!.AsArray();
        var left = (await fewer.GetAsync("/v1/models"))["data"]!.AsArray();

        Assert.Equal(7, listed.Count);
        Assert.All(listed, model => Assert.Equal("0", (string?)model!["pricing"]!["prompt"]));
        Assert.DoesNotContain(SimulatorClient.Model, left.Select(model => (string?)model!["id"]));
    }

    [Fact]
    public async Task The_key_tells_what_is_left_of_the_day_and_credits_are_for_others()
    {
        await using var client = await SimulatorClient.StartAsync(new() { Limits = new() { RequestsPerDay = 50 } });
        using var asked = await client.AskAsync("text");

        var day = (await client.GetAsync("/api/v1/key"))["data"]!["free_model_daily_requests"]!;
        using var credits = await client.Http.GetAsync("/api/v1/credits", TestContext.Current.CancellationToken);

        Assert.Equal((1, 50, 49), ((int)day["used"]!, (int)day["limit"]!, (int)day["remaining"]!));
        Assert.Equal(HttpStatusCode.Forbidden, credits.StatusCode);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task It_is_alive_and_ready(string path)
    {
        await using var client = await SimulatorClient.StartAsync();

        using var response = await client.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_document_of_megabytes_is_read()
    {
        await using var client = await SimulatorClient.StartAsync();
        var request = SimulatorClient.Request([new string('x', 3_000_000)]);
        request["model"] = "google/gemini-2.0-flash-exp:free";

        using var response = await client.Http.PostAsync("/api/v1/chat/completions",
            new StringContent(request.ToJsonString()), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_taken_port_is_an_IOException()
    {
        await using var first = await SimulatorClient.StartAsync();
        var second = new SimulatorOptions { Urls = first.Server.Address.ToString() };

        await Assert.ThrowsAsync<IOException>(() =>
            SimulatorServer.StartAsync(second, TimeProvider.System, TestContext.Current.CancellationToken));
    }
}
