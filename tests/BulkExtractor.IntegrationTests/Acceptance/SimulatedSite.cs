using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>Orders, a simulator that knows their answers, its pool, and a workshop in which both are known.</summary>
internal sealed class SimulatedSite : IAsyncDisposable
{
    private SimulatedSite(ProgramFolder workshop, OrderSet orders, string pool, SimulatorProcess simulator)
    {
        (Workshop, Orders, Pool, Simulator) = (workshop, orders, pool, simulator);
        workshop.Set(PoolText.AddressVariable, $"{simulator.Address}v1");
        workshop.Set("BULK_POOL", pool);
    }

    public ProgramFolder Workshop { get; }

    public OrderSet Orders { get; }

    public string Pool { get; }

    public SimulatorProcess Simulator { get; }

    /// <param name="pool">The text of the pool file.</param>
    /// <param name="faults">More options of <c>bulk simulate</c>.</param>
    public static async Task<SimulatedSite> OpenAsync(
        TestCluster cluster, int documents, string pool, params string[] faults)
    {
        var workshop = await ProgramFolder.OpenAsync(cluster);
        return await OpenAsync(workshop, OrderSet.Write(workshop.Folder, documents), pool, faults);
    }

    /// <summary>The same with orders that are written already.</summary>
    public static async Task<SimulatedSite> OpenAsync(
        ProgramFolder workshop, OrderSet orders, string pool, params string[] faults)
    {
        var file = workshop.Folder.Write("pool.yaml", pool);
        var simulator = await SimulatorProcess.StartAsync(
            ["--pool", file, "--answers", orders.Answers, "--seed", "7", .. faults]);
        return new SimulatedSite(workshop, orders, file, simulator);
    }

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        await Workshop.DisposeAsync();
    }
}
