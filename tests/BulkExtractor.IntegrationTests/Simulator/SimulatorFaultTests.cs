using System.Net;
using System.Text.Json.Nodes;
using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.IntegrationTests.Simulator;

public sealed class SimulatorFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reset_closes_the_connection_without_an_answer()
    {
        await using var client = await StartAsync(FaultKind.Reset);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.AskAsync("text"));

        var ledger = await client.LedgerAsync();
        Assert.Equal((1, 1), ((int)ledger["by_status"]!["none"]!, (int)ledger["by_fault"]!["reset"]!));
    }

    [Fact]
    public async Task A_reset_in_the_body_comes_after_the_headers()
    {
        await using var client = await StartAsync(FaultKind.ResetMidBody);

        using var response = await AskForHeadersAsync(client);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_stall_sends_headers_and_ends_with_the_simulator()
    {
        var client = await StartAsync(FaultKind.Stall);
        using var response = await AskForHeadersAsync(client);
        var body = response.Content.ReadAsStringAsync(Token);

        Assert.False(body.IsCompleted);
        await client.Server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => body);
    }

    [Fact]
    public async Task A_drip_sends_blank_lines_and_nothing_else()
    {
        await using var client = await StartAsync(FaultKind.Drip);
        using var response = await AskForHeadersAsync(client);
        await using var body = await response.Content.ReadAsStreamAsync(Token);

        var first = new byte[8];
        await body.ReadExactlyAsync(first, Token);

        Assert.All(first, letter => Assert.True(char.IsWhiteSpace((char)letter)));
    }

    [Fact]
    public async Task Keep_alives_stand_before_a_whole_reply()
    {
        await using var client = await StartAsync(FaultKind.KeepAlive);

        using var response = await client.AskAsync("text");

        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.StartsWith("\n         \n\n         \n\n         \n{", text, StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(text)!["choices"]);
    }

    [Fact]
    public async Task An_edge_answers_in_HTML()
    {
        await using var client = await StartAsync(FaultKind.Html502);

        using var response = await client.AskAsync("text");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_dropped_document_is_missing_from_the_reply()
    {
        await using var client = await StartAsync(FaultKind.Dropped);

        using var response = await client.AskAsync("one", "two", "three");

        var content = JsonNode.Parse(await SimulatorClient.ContentOfAsync(response))!;
        Assert.Equal(2, content["documents"]!.AsArray().Count);
    }

    private static Task<SimulatorClient> StartAsync(FaultKind fault) =>
        SimulatorClient.StartAsync(new() { Faults = new() { Rates = [new FaultRate(fault, 1)] } });

    private static Task<HttpResponseMessage> AskForHeadersAsync(SimulatorClient client)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/chat/completions")
        {
            Content = new StringContent(SimulatorClient.Request(["text"]).ToJsonString()),
        };
        return client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }
}
