using System.Net;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Cli;

namespace BulkExtractor.IntegrationTests.Simulator;

public sealed class SimulatorFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator");

    [Fact]
    public async Task Known_texts_are_answered_from_the_file()
    {
        var answers = Write("answers.jsonl", """{"document":"an invoice","fields":{"total":12.5}}""");
        await using var client = await SimulatorClient.StartAsync(new() { AnswersFile = answers });

        using var response = await client.AskAsync("an invoice", "a stranger");

        var documents = JsonNode.Parse(await SimulatorClient.ContentOfAsync(response))!["documents"]!;
        Assert.Equal("""{"total":12.5}""", documents[0]!["fields"]!.ToJsonString());
        Assert.NotEqual("""{"total":12.5}""", documents[1]!["fields"]!.ToJsonString());
    }

    [Fact]
    public async Task A_pool_file_names_the_accounts_by_their_keys()
    {
        var pool = Write("models.yaml", """
            accounts: { one: { key: key }, two: { key: other } }
            models:
              - { id: "meta-llama/llama-3.3-70b-instruct:free", account: one, limits: [{ requests: 1, per: 60s }] }
            """);
        await using var client = await SimulatorClient.StartAsync(new() { PoolFile = pool });

        using var first = await client.AskAsync("text");
        using var second = await client.AskAsync("text");
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", "other");
        using var elsewhere = await client.AskAsync("text");
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", "wrong");
        using var nobody = await client.AskAsync("text");

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized],
            [first.StatusCode, second.StatusCode, elsewhere.StatusCode, nobody.StatusCode]);
    }

    [Fact]
    public async Task The_ledgers_file_has_a_line_for_each_arrival_in_the_order_of_time()
    {
        var ledger = Path.Combine(_folder.FullName, "ledger.jsonl");
        await using (var client = await SimulatorClient.StartAsync(new() { LedgerFile = ledger }))
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.AskAsync("one", "two")));

        var lines = File.ReadLines(ledger).Select(line => JsonNode.Parse(line)!).OrderBy(line => (long)line["number"]!);
        var times = lines.Select(line => (double)line["at"]!).ToList();
        Assert.Equal(100, times.Count);
        Assert.Equal(times.Order(), times);
        Assert.All(lines, line => Assert.Equal((200, 2), ((int)line["status"]!, (int)line["documents"]!)));
        Assert.All(lines, line => Assert.True((double)line["answered"]! >= (double)line["at"]!));
    }

    [Theory]
    [InlineData("--urls https://127.0.0.1:1", "'https://127.0.0.1:1' is no address to listen on")]
    [InlineData("--pool no-such-file.yaml", "no-such-file.yaml")]
    [InlineData("--prose often", "'often' is no rate between 0 and 1")]
    [InlineData("--gone model", "'model' is no MODEL@SECONDS")]
    [InlineData("--window soon", "'soon' is no time span")]
    [InlineData("--scale 0", "The scale must be over 0")]
    [InlineData("--prose 0.6 --think 0.6", "The fault rates add up to 1.2")]
    public async Task What_the_command_cannot_use_is_told_in_one_line(string line, string part)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => RunAsync(line));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task The_command_prints_its_address_as_JSON_and_ends_well_when_it_is_stopped()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new FirstLine();
        var running = BulkProgram.Create().Parse("simulate --urls http://127.0.0.1:0 --json").InvokeAsync(
            new() { Output = output }, stop.Token);

        var address = (string)JsonNode.Parse(await output.Line)!["address"]!;
        using (var http = new HttpClient())
            await http.GetStringAsync($"{address}/healthz", TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task A_taken_port_is_told_in_one_line()
    {
        await using var client = await SimulatorClient.StartAsync();

        var error = await Assert.ThrowsAsync<InputException>(() => RunAsync($"--urls {client.Server.Address}"));

        Assert.Contains("address already in use", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<int> RunAsync(string line) => BulkProgram.Create().Parse($"simulate {line}").InvokeAsync(
        new() { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);

    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new();

        public Task<string> Line => _line.Task;

        public override void WriteLine(string? value) => _line.TrySetResult(value ?? "");
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
