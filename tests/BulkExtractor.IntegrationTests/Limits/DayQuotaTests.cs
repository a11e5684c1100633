using BulkExtractor.Calls;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Simulator;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Postgres;
using BulkExtractor.Simulator;
using BulkExtractor.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.IntegrationTests.Limits;

public sealed class DayQuotaTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly HttpClient _http = ModelClient.CreateHttpClient();
    private TestDatabase _test = null!;
    private ManualDatabaseClock _clock = null!;
    private PostgresPermitLedger _ledger = null!;
    private SimulatorClient _simulator = null!;
    private Account _account = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync(cluster);
        _clock = await ManualDatabaseClock.InstallAsync(_test.DataSource);
        await _clock.SetAsync(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        _ledger = new PostgresPermitLedger(
            new Postgres.Database(_test.DataSource, TimeProvider.System, NullLogger<Postgres.Database>.Instance));
        // The simulator's day is long enough for its end not to come in between.
        _simulator = await SimulatorClient.StartAsync(
            new SimulatorOptions { Limits = new() { RequestsPerDay = 3, Scale = 0.001 } });
        _account = new Account("sim", new Uri(_simulator.Server.Address, "v1"))
        {
            Limits = new Dictionary<Tier, IReadOnlyList<Limit>>
            {
                [Tier.Free] = [new Limit(null) { Requests = 50, Auto = true }],
            },
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        await _test.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task What_others_sent_is_counted_and_said()
    {
        using var foreign = await _simulator.AskAsync("text");
        using var another = await _simulator.AskAsync("text");

        var reading = await ReadAsync();

        Assert.Equal(new DayUse(3, 2, 2), reading.Use);
        Assert.Equal("sim: 2 requests of today were not sent from here; 1 of 3 are left", reading.Notice);
    }

    [Fact]
    public async Task What_others_sent_is_counted_also_where_the_pool_fixes_the_day()
    {
        _account = _account with
        {
            Limits = new Dictionary<Tier, IReadOnlyList<Limit>> { [Tier.Free] = [new Limit(null) { Requests = 2 }] },
        };
        await _ledger.DeclareAsync(1, [.. LimitScope.OfTier(_account, Tier.Free)], Token);
        using var foreign = await _simulator.AskAsync("text");

        Assert.Equal(new DayUse(2, 1, 1), (await ReadAsync()).Use);
    }

    [Fact]
    public async Task A_refusal_for_the_day_closes_the_free_models_until_midnight()
    {
        var model = new Model(SimulatorClient.Model, _account, Tier.Free, 8_192);
        await _ledger.DeclareAsync(1, LimitScope.ListFor(model), Token);
        for (var i = 0; i < 3; i++) (await _simulator.AskAsync("text")).Dispose();
        var gate = new PermitGate(_ledger, TimeProvider.System);

        var reply = await AskAsync(model);
        await gate.ReactAsync(new Permit(new PermitAnswer(1, null, null), 0), model, reply, Token);

        Assert.Equal(new LimitHit(false, true, 3), reply.Failure!.Hit);
        var day = Assert.Single(await _ledger.ReadAsync([LimitScope.ToldDay(_account)!.Id], Token));
        Assert.Equal((3, 3), (day.Requests, day.Used));
        Assert.NotNull(gate.Closed(model));
    }

    [Fact]
    public async Task Days_are_told_by_account()
    {
        await ReadAsync();
        var database = new Postgres.Database(
            _test.DataSource, TimeProvider.System, NullLogger<Postgres.Database>.Instance);

        var day = Assert.Single(await new PostgresAttemptHistory(database).ReadDaysAsync(null, Token));

        Assert.Equal(new DayLeft("sim", "free", 3, 3), day);
    }

    private Task<DayReading> ReadAsync() =>
        new DayQuota(new ProviderClient(_http, TimeProvider.System), _ledger).ReadAsync(_account, Token);

    private Task<ModelReply> AskAsync(Model model) =>
        new ModelClient(_http, TimeProvider.System).AskAsync(Some.Pack(("k", "text")) with { Model = model }, Token);
}
