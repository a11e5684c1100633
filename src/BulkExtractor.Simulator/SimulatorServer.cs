using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Http;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Profiles;
using Microsoft.AspNetCore.Builder;

namespace BulkExtractor.Simulator;

/// <summary>
/// A server that plays models, limits and faults: a pool as OpenRouter and LocalAI do, and providers by their profiles.
/// </summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly LedgerFile? _ledger;

    private SimulatorServer(WebApplication application, LedgerFile? ledger, IReadOnlyList<string> notices)
    {
        _application = application;
        _ledger = ledger;
        Notices = notices;
        Address = new Uri(application.Urls.First());
    }

    /// <summary>Where it listens, with the port that was really taken.</summary>
    public Uri Address { get; }

    /// <summary>What of the pool is not played and why, one line each.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>
    /// Starts listening. A port that is taken throws an <see cref="IOException"/>; a pool, an answers file
    /// or a rate that cannot be used throws an <see cref="InvalidDataException"/>.
    /// </summary>
    public static async Task<SimulatorServer> StartAsync(
        SimulatorOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var plan = new FaultPlan(options.Faults, options.Seed);
        var pool = await SimulatorFiles.ReadPoolAsync(options, cancellationToken);
        var answers = await SimulatorFiles.ReadAnswersAsync(options, cancellationToken);
        var replay = await SimulatorFiles.ReadReplayAsync(options, cancellationToken);
        if (options.Dialect is { } dialect) ProfileList.Find(dialect);
        var application = Listener.Build(options.Urls);
        var ledger = SimulatorFiles.OpenLedger(options);
        Endpoints.Map(
            application, new Composition(options, pool, answers, plan, replay).Compose(ledger, clock), options.Dialect);
        try
        {
            await application.StartAsync(cancellationToken);
            return new SimulatorServer(application, ledger, pool.Notices);
        }
        catch (IOException)
        {
            await application.DisposeAsync();
            if (ledger is not null) await ledger.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops at once: waiting requests are cut off; the ledger's file is complete.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        if (_ledger is not null) await _ledger.DisposeAsync();
    }
}
