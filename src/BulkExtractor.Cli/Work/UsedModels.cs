using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Simulator;
using BulkExtractor.Simulator.Answers;

namespace BulkExtractor.Cli.Work;

/// <summary>The models a command uses: a pool file's, or a simulator's, which lives as long as the command.</summary>
internal sealed class UsedModels : IAsyncDisposable
{
    private readonly SimulatorServer? _simulator;

    private UsedModels(Pool pool, SimulatorServer? simulator) => (Pool, _simulator) = (pool, simulator);

    public Pool Pool { get; }

    public bool Simulated => _simulator is not null;

    public static async Task<UsedModels> OpenAsync(
        Terminal terminal, FileInfo? file, bool simulate, CancellationToken cancellationToken)
    {
        var used = await OpenAnyAsync(terminal, file, simulate, cancellationToken);
        return used.Pool.Models.Count > 0 ? used : throw new InputException(
            $"no model can be used: {Why(used.Pool)}; 'bulk demo' and --simulate need neither key nor model");
    }

    /// <summary>What its user should know of fields that the simulator has no rule for; null where it has.</summary>
    public string? FindWithoutRule(Definition job) =>
        Simulated && FieldsWithoutRule.Find(JsonNode.Parse(job.Schema)!.AsObject()) is { Count: > 0 } fields
            ? $"The simulator has no rule for these fields of {job.Name} and leaves them empty: "
                + $"{string.Join(", ", fields)}. Real models read them: leave --simulate out ('bulk help pool')."
            : null;

    /// <summary>The same for a server, which can show what is there without any model.</summary>
    public static async Task<UsedModels> OpenAnyAsync(
        Terminal terminal, FileInfo? file, bool simulate, CancellationToken cancellationToken)
    {
        if (simulate) return await SimulateAsync(cancellationToken);
        var pool = PoolFiles.Read(file);
        if (pool.Accounts.Count > 0) pool = await RefreshAsync(terminal, pool, cancellationToken);
        return new UsedModels(pool, null);
    }

    /// <summary>A pool file with what its providers list today; says what follows from that.</summary>
    public static Task<Pool> ReadAsync(Terminal terminal, FileInfo? file, CancellationToken cancellationToken) =>
        RefreshAsync(terminal, PoolFiles.Read(file), cancellationToken);

    private static async Task<Pool> RefreshAsync(Terminal terminal, Pool pool, CancellationToken cancellationToken)
    {
        foreach (var notice in pool.Notices) terminal.Progress(notice);
        using var http = ProviderHttp.Create(terminal);
        var catalog = new ModelCatalog(new ProviderClient(http, TimeProvider.System), TimeProvider.System);
        var found = await catalog.RefreshAsync(pool, cancellationToken);
        foreach (var notice in found.Notices) terminal.Progress(notice);
        foreach (var problem in found.Problems) terminal.Warn(problem);
        return found.Pool;
    }

    /// <summary>Why a pool without models has none, and how to mend that.</summary>
    public static string Why(Pool pool) => pool switch
    {
        { Accounts.Count: 0 } => $"{string.Join(", ", pool.Notices.DefaultIfEmpty("the pool has no account"))}; "
            + "set one of them, or name another pool with --pool",
        { Retired.Count: > 0 } => $"all {pool.Retired.Count} models of the pool are gone ('bulk models' says why), "
            + "and no other free one is listed; add one to the pool file, or name another with --pool",
        _ => "the pool names none for its accounts; add one to the pool file, or name another with --pool",
    };

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
