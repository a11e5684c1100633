using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using BulkExtractor.Tests.Calls;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.Tests.Pipeline;

public sealed class ProviderWatchTests : IDisposable
{
    private static readonly Account Account = Some.Account() with
    {
        Discover = ModelDiscovery.Free,
        Limits = new Dictionary<Tier, IReadOnlyList<Limit>>
        {
            [Tier.Free] = [new Limit(null) { Requests = 50, Auto = true }],
        },
    };

    private static readonly Model Known = Some.Model("known:free", Account) with { Listed = true };
    private static readonly ScopeId Day = LimitScope.ToldDay(Account)!.Id;
    private static readonly TimeSpan UntilNextLook = TimeSpan.FromMinutes(1); // at least; other waits are shorter

    private readonly ManualClock _clock = new();
    private readonly ScriptedProvider _provider = new();
    private readonly InMemoryPermitLedger _ledger;
    private readonly LivePool _pool = new(new Pool([Account], [Known], "", []));
    private readonly CancellationTokenSource _ended = new();
    private readonly HttpClient _http;
    private readonly ProviderWatch _watch;

    public ProviderWatchTests()
    {
        _ledger = new InMemoryPermitLedger(_clock);
        _http = new HttpClient(_provider);
        var client = new ProviderClient(_http, _clock);
        _watch = new ProviderWatch(
            _pool,
            new ModelCatalog(client, _clock),
            new DayQuota(client, _ledger),
            new ModelScopes(_ledger, 1),
            _clock,
            NullLogger<ProviderWatch>.Instance);
        _provider.List("known:free");
        _provider.Day(used: 37, limit: 1_000);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _ended.Cancel();
        _http.Dispose();
        _provider.Dispose();
        _ended.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task At_the_start_the_providers_day_is_adopted()
    {
        await _watch.StartAsync(Token);

        var use = Assert.Single(await _ledger.ReadAsync([Day], Token));
        Assert.Equal((1_000, 37), (use.Requests, use.Used));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_provider_that_does_not_tell_the_day_leaves_the_standard_one()
    {
        _provider.Bodies["key"] = """{"data":{"label":"mine"}}""";

        await _watch.StartAsync(Token);

        Assert.Equal(50, (await _ledger.ReadAsync([Day], Token))[0].Requests);
    }

    [Fact(Timeout = 30_000)]
    public async Task Models_that_appear_join_within_a_day_and_may_be_asked_at_once()
    {
        var watching = await StartAsync();
        _provider.List("known:free", "new:free");

        await PassDayAsync();

        var found = Assert.Single(_pool.Now.Models, model => model.Id == "new:free");
        var scopes = LimitScope.ListFor(found).Select(scope => scope.Id).ToList();
        Assert.NotNull((await _ledger.TakeAsync(new PermitRequest(1, 1, "a", "m", scopes, [], []), Token)).AttemptId);
        await EndAsync(watching);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_model_that_returns_to_the_list_is_asked_again_though_it_was_gone()
    {
        var watching = await StartAsync();
        var scope = ScopeId.OfModel(Known);
        await _ledger.TakeAsync(new PermitRequest(1, 1, "a", "m", [scope], [], []), Token);
        await _ledger.PauseAsync(scope, ScopePause.ForGood("gone"), Token);
        _provider.List("other:free");
        await PassDayAsync();
        _provider.List("other:free", "known:free");

        await PassDayAsync();

        Assert.Null((await _ledger.ReadAsync([scope], Token))[0].PausedUntil);
        await EndAsync(watching);
    }

    [Fact(Timeout = 30_000)]
    public async Task When_the_provider_cannot_be_asked_the_pool_stays()
    {
        var watching = await StartAsync();
        _provider.Bodies.TryRemove("models", out _);

        await PassDayAsync();

        Assert.Equal(["known:free"], _pool.Now.Models.Select(model => model.Id));
        await EndAsync(watching);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_day_is_read_again_after_fifty_requests()
    {
        var watching = await StartAsync();
        for (var i = 0; i < 49; i++) _watch.Note(Account, new ModelReply());
        Assert.Equal(1, _provider.Counts["key"]);

        _watch.Note(Account, new ModelReply());

        await _provider.AskedAsync("key", Token);
        await EndAsync(watching);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task The_day_is_read_again_when_a_limit_of_the_account_refused_a_request(bool ofModel, int readings)
    {
        var watching = await StartAsync();
        var hit = new LimitHit(ofModel, PerDay: false, null);

        var refusal = new CallFailure(FailureClass.AccountPaused, "no") { Hit = hit };
        _watch.Note(Account, new ModelReply { Failure = refusal });

        await PassDayAsync();
        Assert.Equal(readings, _provider.Counts["key"]);
        await EndAsync(watching);
    }

    private async Task<Task> StartAsync()
    {
        await _watch.StartAsync(Token);
        await _provider.AskedAsync("key", Token);
        return _watch.RunAsync(_ended.Token, Token);
    }

    // The next look is waited for once what the last one brought is in place.
    private async Task PassDayAsync()
    {
        await _clock.WaitForTimerAsync(UntilNextLook, Token);
        _clock.Advance(TimeSpan.FromDays(1));
        await _provider.AskedAsync("models", Token);
        await _clock.WaitForTimerAsync(UntilNextLook, Token);
    }

    private async Task EndAsync(Task watching)
    {
        await _ended.CancelAsync();
        await watching;
    }
}
