using System.Text.Json.Nodes;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary><c>bulk simulate</c> on a free port.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly BulkProcess _process;

    private SimulatorProcess(BulkProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<SimulatorProcess> StartAsync(params string[] options)
    {
        // A pool's accounts whose variables are not set are left out.
        var settings = new Dictionary<string, string?> { [PoolText.AddressVariable] = "http://127.0.0.1" };
        var process = BulkProcess.Start(
            settings, ["simulate", "--urls", "http://127.0.0.1:0", "--json", .. options]);
        var said = JsonNode.Parse(await process.Output.WaitForAsync("address"))!;
        return new SimulatorProcess(process, new Uri((string)said["address"]!));
    }

    public async Task<SimulatorLedger> ReadLedgerAsync()
    {
        var text = await Http.GetStringAsync(new Uri(Address, "ledger"), TestContext.Current.CancellationToken);
        return new SimulatorLedger(JsonNode.Parse(text)!);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

/// <summary>What the simulator saw.</summary>
internal sealed class SimulatorLedger(JsonNode summary)
{
    public int Arrivals => (int)summary["arrivals"]!;

    /// <summary>The pictures of all requests.</summary>
    public int Pictures => (int)summary["pictures"]!;

    public int InFlight => (int)summary["in_flight"]!;

    /// <summary>Each limited scope in words, with its limit and the most arrivals that any window held.</summary>
    public IReadOnlyList<(string Name, int Limit, int Fullest)> Scopes =>
    [
        .. summary["scopes"]!.AsArray().Select(scope => (
            $"{scope!["model"] ?? scope["account"]} per {scope["window_seconds"]} s",
            (int)scope["limit"]!,
            (int)scope["fullest"]!)),
    ];

    public int To(string model) => (int?)summary["by_model"]![model] ?? 0;

    public int ToAccount(string account) => (int?)summary["by_account"]![account] ?? 0;

    /// <summary>What an account was charged in US dollars.</summary>
    public decimal Charged(string account) => (decimal?)summary["charged"]![account] ?? 0;

    /// <summary>Arrivals for a model after its first 404 was out; null when it never answered one.</summary>
    public int? AfterGone(string model) => (int?)summary["after_gone"]![model];

    public void AssertNoWindowOverItsLimit() =>
        Assert.All(Scopes, scope => Assert.True(scope.Fullest <= scope.Limit, $"{scope}"));

    public override string ToString() => summary.ToJsonString();
}
