using System.Text;
using System.Text.Json;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>The simulator in a process of its own.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly BulkProcess _process;
    private readonly HttpClient _http = new();

    private SimulatorProcess(BulkProcess process, Uri address, string pool, string ledger) =>
        (_process, Address, Pool, LedgerFile) = (process, address, pool, ledger);

    public Uri Address { get; }

    /// <summary>The pool file that workers use.</summary>
    public string Pool { get; }

    /// <summary>Every arrival, a line each.</summary>
    public string LedgerFile { get; }

    public static Task<SimulatorProcess> StartAsync(
        Workspace workspace, string limits, int seed, CancellationToken cancellationToken) =>
        StartAsync(workspace, new Played(limits, seed), cancellationToken);

    public static async Task<SimulatorProcess> StartAsync(
        Workspace workspace, Played played, CancellationToken cancellationToken)
    {
        var ledger = workspace.PathOf("ledger.jsonl");
        var pool = workspace.WritePool("played.yaml", new Uri("http://localhost"), played.Limits, played.Models);
        var process = BulkProcess.Start(
            null, ["simulate", "--json", "--urls", "http://127.0.0.1:0", "--pool", pool, "--ledger", ledger,
                "--seed", $"{played.Seed}", .. played.Options]);
        using var told = JsonDocument.Parse(await process.ReadLineAsync(cancellationToken));
        var address = new Uri(told.RootElement.GetProperty("address").GetString()!);
        var used = workspace.WritePool("pool.yaml", address, played.Limits, played.Models);
        return new SimulatorProcess(process, address, used, ledger);
    }

    /// <summary>Lets it answer a few requests, so that its own first ones are not the slow ones.</summary>
    public async Task WarmAsync(CancellationToken cancellationToken)
    {
        const string question = """{"model":"bench/one:free","messages":[{"role":"user","content":"Warm?"}]}""";
        for (var request = 0; request < 5; request++)
        {
            using var body = new StringContent(question, Encoding.UTF8, "application/json");
            using var answer = await _http.PostAsync(
                new Uri(Address, "/v1/chat/completions"), body, cancellationToken);
        }
    }

    /// <summary>What the simulator's ledger says.</summary>
    public async Task<JsonElement> ReadLedgerAsync(CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<JsonElement>(
            await _http.GetStringAsync(new Uri(Address, "/ledger"), cancellationToken));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }
}

/// <summary>What a simulator plays.</summary>
/// <param name="Limits">The limits of the account in YAML; empty for none.</param>
internal sealed record Played(string Limits, int Seed)
{
    public int Models { get; init; } = 1;

    /// <summary>More options of <c>bulk simulate</c>: faults, latencies.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}
