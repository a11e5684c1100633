using BulkExtractor.Catalog;
using BulkExtractor.Cli.Terminals;
using BulkExtractor.Simulator;

namespace BulkExtractor.Cli.Work;

/// <summary>The models a command uses: a pool file's, or those of a simulator that lives as long as the command.</summary>
internal sealed class UsedModels : IAsyncDisposable
{
    private readonly SimulatorServer? _simulator;

    private UsedModels(Pool pool, SimulatorServer? simulator) => (Pool, _simulator) = (pool, simulator);

    public Pool Pool { get; }

    public bool Simulated => _simulator is not null;

    public static async Task<UsedModels> OpenAsync(
        Terminal terminal, FileInfo? file, bool simulate, CancellationToken cancellationToken)
    {
        if (simulate) return await SimulateAsync(cancellationToken);
        var pool = PoolFiles.Read(file);
        foreach (var notice in pool.Notices) terminal.Progress(notice);
        if (pool.Models.Count > 0) return new UsedModels(pool, null);
        throw new InputException(
            "no model can be used: set OPENROUTER_API_KEY, or LOCALAI_ADDRESS, or name another pool with --pool; "
            + "'bulk demo' and --simulate need neither");
    }

    public async ValueTask DisposeAsync()
    {
        if (_simulator is not null) await _simulator.DisposeAsync();
    }

    private static async Task<UsedModels> SimulateAsync(CancellationToken cancellationToken)
    {
        var options = new SimulatorOptions { Latency = new() { Mean = TimeSpan.FromSeconds(0.25), Sigma = 0.4 } };
        var simulator = await SimulatorServer.StartAsync(options, TimeProvider.System, cancellationToken);
        return new UsedModels(PoolFiles.ReadSimulated(simulator.Address), simulator);
    }
}
