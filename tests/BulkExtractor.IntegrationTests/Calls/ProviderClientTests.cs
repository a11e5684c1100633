using BulkExtractor.Calls;
using BulkExtractor.IntegrationTests.Simulator;
using BulkExtractor.Models;
using BulkExtractor.Simulator;
using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.IntegrationTests.Calls;

public sealed class ProviderClientTests : IDisposable
{
    private readonly HttpClient _http = ModelClient.CreateHttpClient();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task The_simulators_seven_models_join_a_pool_that_names_none()
    {
        await using var simulator = await SimulatorClient.StartAsync();

        var (pool, _) = await RefreshAsync(Pool(simulator.Server.Address));

        Assert.Equal(7, pool.Models.Count);
        var vision = pool.Models.Single(model => model.Id == "google/gemini-2.0-flash-exp:free");
        Assert.Equal((1_048_576, 8_192, true), (vision.Context, vision.MaxOutput, vision.ReadsImages));
        Assert.Equal(["vision", "structured", "reasoning", "long", "multilingual"], vision.GoodFor);
    }

    [Fact]
    public async Task A_model_that_the_simulator_lists_no_more_leaves()
    {
        var gone = new GoneModel(SimulatorClient.Model, TimeSpan.Zero);
        await using var simulator = await SimulatorClient.StartAsync(new() { Faults = new() { Gone = [gone] } });
        var pool = Pool(simulator.Server.Address);
        var named = new Model(SimulatorClient.Model, pool.Accounts[0], Tier.Free, 8_192);

        var found = await RefreshAsync(pool with { Models = [named] });

        Assert.Equal(6, found.Pool.Models.Count);
        Assert.Equal(SimulatorClient.Model, Assert.Single(found.Pool.Retired).Model.Id);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_named_and_changes_nothing()
    {
        var pool = Pool(new Uri("http://127.0.0.1:1/"));

        var found = await RefreshAsync(pool);

        Assert.Equal(pool, found.Pool);
        Assert.StartsWith("sim cannot be reached", Assert.Single(found.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_day_is_read_as_the_provider_counts_it()
    {
        var options = new SimulatorOptions { Limits = new() { RequestsPerDay = 30 } };
        await using var simulator = await SimulatorClient.StartAsync(options);
        using var answer = await simulator.AskAsync("text");

        var day = await new ProviderClient(_http, TimeProvider.System)
            .ReadDayAsync(Pool(simulator.Server.Address).Accounts[0], Token);

        Assert.Equal(new FreeDay(1, 30), day.Value);
    }

    [Fact]
    public async Task Without_a_day_there_is_nothing_to_tell_and_no_problem()
    {
        await using var simulator = await SimulatorClient.StartAsync();

        var day = await new ProviderClient(_http, TimeProvider.System)
            .ReadDayAsync(Pool(simulator.Server.Address).Accounts[0], Token);

        Assert.Equal(new ProviderAnswer<FreeDay>(null, null), day);
    }

    private Task<Discovered> RefreshAsync(Pool pool) =>
        new ModelCatalog(new ProviderClient(_http, TimeProvider.System), TimeProvider.System).RefreshAsync(pool, Token);

    private static Pool Pool(Uri address) =>
        new([new Account("sim", new Uri(address, "v1")) { Discover = ModelDiscovery.Free }], [], "", []);
}
