using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Simulator;

namespace BulkExtractor.IntegrationTests.Simulator;

/// <summary>A running simulator with a client that asks it as the product would.</summary>
internal sealed class SimulatorClient : IAsyncDisposable
{
    public const string Model = "meta-llama/llama-3.3-70b-instruct:free";

    private SimulatorClient(SimulatorServer server)
    {
        Server = server;
        Http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(30) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "key");
    }

    public SimulatorServer Server { get; }

    public HttpClient Http { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SimulatorClient> StartAsync(SimulatorOptions? options = null) =>
        new(await SimulatorServer.StartAsync(options ?? new(), TimeProvider.System, Token));

    public Task<HttpResponseMessage> PostAsync(string path, params string[] documents) =>
        Http.PostAsJsonAsync(path, Request(documents), Token);

    public Task<HttpResponseMessage> AskAsync(params string[] documents) =>
        PostAsync("/api/v1/chat/completions", documents);

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Http.GetStringAsync(path, Token))!;

    /// <summary>The ledger once nothing is under way: an answer is noted after it went out.</summary>
    public async Task<JsonNode> LedgerAsync()
    {
        while (true)
        {
            var ledger = await GetAsync("/ledger");
            if ((int)ledger["in_flight"]! == 0) return ledger;
        }
    }

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;

    public static async Task<string> ContentOfAsync(HttpResponseMessage response) =>
        (string)(await ReadAsync(response))["choices"]![0]!["message"]!["content"]!;

    public static JsonObject Request(IReadOnlyList<string> documents) => new()
    {
        ["model"] = Model,
        ["max_tokens"] = 4_000,
        ["messages"] = new JsonArray(
            Message("system", """Fields: <schema>{"properties":{"total":{"type":["number","null"]}}}</schema>"""),
            Message("user", string.Join('\n', documents.Select(Tagged)))),
    };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };

    private static string Tagged(string text, int index)
    {
        var id = index.ToString("x8", CultureInfo.InvariantCulture);
        return $"<document id=\"{id}\">\n{text}\n</document {id}>";
    }
}
