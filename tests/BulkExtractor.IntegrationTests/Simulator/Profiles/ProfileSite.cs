using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Models;
using BulkExtractor.Simulator;
using BulkExtractor.Tests;

namespace BulkExtractor.IntegrationTests.Simulator.Profiles;

/// <summary>A simulator whose profiles are asked, by the product's own client or bare.</summary>
internal sealed class ProfileSite : IAsyncDisposable
{
    private readonly HttpClient _http = ModelClient.CreateHttpClient();

    private ProfileSite(SimulatorServer server, ManualClock clock) => (Server, Clock) = (server, clock);

    public SimulatorServer Server { get; }

    /// <summary>The providers' clock.</summary>
    public ManualClock Clock { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts one whose clock stands still until it is moved.</summary>
    public static async Task<ProfileSite> StartAsync(SimulatorOptions? options = null)
    {
        var clock = new ManualClock();
        return new ProfileSite(await SimulatorServer.StartAsync(options ?? new(), clock, Token), clock);
    }

    /// <summary>Starts one whose clock is the machine's.</summary>
    public static async Task<ProfileSite> StartInRealTimeAsync(SimulatorOptions options) =>
        new(await SimulatorServer.StartAsync(options, TimeProvider.System, Token), new ManualClock());

    /// <summary>The product's own client.</summary>
    public IModelClient Client => new ModelClient(_http, TimeProvider.System);

    public Uri AddressOf(string profile) => new(Server.Address, $"{profile}/v1");

    /// <summary>A model of a profile, as the product knows it.</summary>
    public Model Model(string profile, string id, string key = "key") =>
        new(id, new Account(profile, AddressOf(profile)) { Key = new ApiKey(key), Day = TimeZoneInfo.Utc }, Tier.Free,
            1_000_000);

    /// <summary>What the product makes of an answer.</summary>
    public Task<ModelReply> AskAsync(Model model, Func<Pack, Pack>? change = null, params string[] texts)
    {
        var documents = (texts.Length > 0 ? texts : ["text"]).Select((text, place) => ($"document{place}", text));
        var pack = Some.Pack([.. documents]) with { Model = model };
        return Client.AskAsync(change?.Invoke(pack) ?? pack, Token);
    }

    /// <summary>The answer as it comes over the wire.</summary>
    public async Task<(HttpResponseMessage Response, JsonNode? Body)> PostAsync(
        string profile, string model, string text = "hello", JsonObject? more = null)
    {
        var request = new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = text }),
        };
        foreach (var (name, value) in more ?? []) request[name] = value?.DeepClone();
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{AddressOf(profile)}/chat/completions")
        {
            Content = JsonContent.Create(request),
        };
        message.Headers.Add("Authorization", "Bearer key");
        var response = await _http.SendAsync(message, Token);
        return (response, JsonNode.Parse(await response.Content.ReadAsStringAsync(Token)));
    }

    public async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await _http.GetStringAsync(new Uri(Server.Address, path), Token))!;

    public Task<ProviderAnswer<Listing>> ListAsync(string profile, string key = "key") =>
        new ProviderClient(_http, TimeProvider.System).ListModelsAsync(Model(profile, "any", key).Account, Token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
