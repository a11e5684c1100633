using System.Text.Json;
using BulkExtractor.Basics;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Models;

public sealed partial class PoolFileTests
{
    internal const string Full = """
        accounts:
          openrouter:
            address: https://openrouter.ai/api/v1/
            key: ${OPENROUTER_API_KEY}
            limits:
              free: [{ requests: 20, per: 60s }, { requests: auto, per: day }]
              paid: [{ tokens: 5000, per: 5m }]
            discover: free
            timeout: 90s
            cooldown: 2s
          localai: { address: "${LOCALAI_ADDRESS}", parallel: 1 }
        models:
          - { id: some/vision:free, account: openrouter, tier: free, context: 131072, max_output: 8192,
              inputs: [text, image], good_for: [vision, long], limits: [{ requests: 8, per: 2s }],
              retires: 2026-07-20 }
          - { id: paid, account: openrouter, tier: paid, context: 2000, price: { input: 0.15, output: 0.60 } }
          - { id: home, account: localai, tier: local, context: 4096 }
        """;

    private readonly ManualClock _clock = new();
    private readonly Dictionary<string, string> _variables = new()
    {
        ["OPENROUTER_API_KEY"] = "sk-secret",
        ["LOCALAI_ADDRESS"] = "http://localhost:8080/v1",
    };

    [Fact]
    public void Members_for_the_requests_keep_their_types()
    {
        var pool = Parse("""
            accounts:
              here:
                address: http://127.0.0.1:8000/v1
                extra: { reasoning_effort: none, seed: 7, top_p: 0.5, chat_template_kwargs: { enable_thinking: false } }
            models:
              - { id: one, account: here, tier: local, context: 4096,
                  extra: { stop: ["</x>", "7"], user: "12", top_p: null } }
            """);

        Assert.Equal(
            """{"reasoning_effort":"none","seed":7,"top_p":0.5,"chat_template_kwargs":{"enable_thinking":false}}""",
            JsonSerializer.Serialize(pool.Accounts[0].Extra));
        Assert.Equal(
            """{"stop":["\u003C/x\u003E","7"],"user":"12","top_p":null}""",
            JsonSerializer.Serialize(pool.Models[0].Extra));
    }

    [Fact]
    public void What_the_program_writes_itself_cannot_be_added()
    {
        var error = Assert.Throws<InputException>(() => Parse("""
            accounts:
              here: { address: "http://127.0.0.1:8000/v1", extra: { stream: true } }
            """));

        Assert.Contains("accounts.here.extra.stream: is written by the program itself", error.Message);
    }

    [Fact]
    public void Every_property_of_an_account_is_read()
    {
        var account = Parse(Full).Accounts[0];

        Assert.Equal(("openrouter", "https://openrouter.ai/api/v1", "sk-secret"),
            (account.Name, account.Address.AbsoluteUri, account.Key!.Reveal()));
        Assert.Equal(
            [new Limit(TimeSpan.FromSeconds(60)) { Requests = 20 }, new Limit(null) { Requests = 50, Auto = true }],
            account.Limits[Tier.Free]);
        Assert.Equal([new Limit(TimeSpan.FromMinutes(5)) { Tokens = 5_000 }], account.Limits[Tier.Paid]);
        Assert.Equal((ModelDiscovery.Free, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(2), null),
            (account.Discover, account.Timeout, account.Cooldown, account.Parallel));
        Assert.False(account.Simulated);
    }

    [Fact]
    public void An_account_may_say_in_which_zone_its_day_ends()
    {
        var account = Parse(Full.Replace("cooldown: 2s", "day: America/Los_Angeles", StringComparison.Ordinal))
            .Accounts[0];

        Assert.Equal("America/Los_Angeles", account.Day!.Id);
    }

    [Fact]
    public void Every_form_of_a_limit_is_read()
    {
        var model = Parse(Full.Replace(
            "[{ requests: 8, per: 2s }]",
            """
            [{ input_tokens: 15000, per: minute }, { tokens: 8000, per: 60s, counts: max_tokens },
                    { units: 10000, per: month, unit_price: { input: 0.5, output: 2 }, shares: large_ones }],
                    parallel: 2, unit_price: { input: 0.25, output: 1 }
            """,
            StringComparison.Ordinal)).Models[0];

        Assert.Equal(
            [
                new Limit(TimeSpan.FromMinutes(1)) { InputTokens = 15_000, Aligned = true },
                new Limit(TimeSpan.FromSeconds(60)) { Tokens = 8_000, CountsCap = true },
                new Limit((TimeSpan?)null)
                {
                    Monthly = true,
                    Units = 10_000,
                    UnitPrice = new UnitPrice(0.5m, 2),
                    Shares = "large_ones",
                },
            ],
            model.Limits);
        Assert.Equal((2, new UnitPrice(0.25m, 1)), (model.Parallel, model.UnitPrice));
    }

    [Fact]
    public void Every_property_of_a_model_is_read()
    {
        var pool = Parse(Full);

        var (vision, paid) = (pool.Models[0], pool.Models[1]);
        Assert.Equal(("some/vision:free", Tier.Free, 131_072, 8_192, true),
            (vision.Id, vision.Tier, vision.Context, vision.MaxOutput, vision.ReadsImages));
        Assert.Same(pool.Accounts[0], vision.Account);
        Assert.Equal(["vision", "long"], vision.GoodFor);
        Assert.Equal([new Limit(TimeSpan.FromSeconds(2)) { Requests = 8 }], vision.Limits);
        Assert.Equal(new DateOnly(2026, 7, 20), vision.Retires);
        Assert.Equal((Tier.Paid, new Price(0.15m, 0.60m), 2_000), (paid.Tier, paid.Price, paid.MaxOutput));
    }

    [Fact]
    public void What_is_not_written_is_standard()
    {
        var pool = Parse(Full);

        var (account, model) = (pool.Accounts[1], pool.Models[2]);
        var standard = new Account("localai", account.Address) { Parallel = 1, Limits = account.Limits };
        Assert.Equal(standard, account);
        Assert.Empty(account.Limits);
        Assert.Equal(new Model("home", account, Tier.Local, 4_096), model with { GoodFor = [], Limits = [] });
        Assert.Empty(pool.Notices);
    }

    [Fact]
    public void Limits_of_each_model_hold_for_those_that_name_none()
    {
        var pool = Parse("""
            accounts:
              here: { address: "http://127.0.0.1:8000/v1", each: [{ requests: 5, per: 60s }, { tokens: 800, per: 1h }] }
            models:
              - { id: plain, account: here, tier: free, context: 4096 }
              - { id: other, account: here, tier: free, context: 4096, limits: [{ requests: 9, per: 60s }] }
            """);

        Assert.Equal(
            [new Limit(TimeSpan.FromMinutes(1)) { Requests = 5 }, new Limit(TimeSpan.FromHours(1)) { Tokens = 800 }],
            pool.Models[0].Limits);
        Assert.Equal([new Limit(TimeSpan.FromMinutes(1)) { Requests = 9 }], pool.Models[1].Limits);
    }

    [Fact]
    public void A_model_is_left_out_after_the_day_it_retires()
    {
        _clock.Advance(new DateTimeOffset(2026, 7, 20, 23, 59, 0, TimeSpan.Zero) - _clock.GetUtcNow());
        var before = Parse(Full);
        _clock.Advance(TimeSpan.FromMinutes(1));

        var after = Parse(Full);

        Assert.Equal(3, before.Models.Count);
        Assert.Equal(["paid", "home"], after.Models.Select(model => model.Id));
        var retired = Assert.Single(after.Retired);
        Assert.Equal(("some/vision:free", "it retired on 2026-07-20"), (retired.Model.Id, retired.Reason));
    }

    [Fact]
    public void A_simulated_pool_says_so_in_every_account()
    {
        var file = new PoolFile(_variables.GetValueOrDefault, _clock) { Simulated = true };

        var pool = file.Parse("pool.yaml", Full);

        Assert.All(pool.Models, model => Assert.True(model.Account.Simulated));
    }

    [Fact]
    public void The_source_shows_no_key()
    {
        var pool = Parse(Full);

        Assert.Equal(Full, pool.Source);
        Assert.DoesNotContain("sk-secret", pool.ToString());
    }

    [Fact]
    public void A_local_account_may_have_its_key_written_down()
    {
        var pool = Parse("accounts: { sim: { address: 'http://127.0.0.1:5000/v1', key: test } }");

        Assert.Equal("test", Assert.Single(pool.Accounts).Key!.Reveal());
    }

    private Pool Parse(string text) =>
        new PoolFile(name => _variables.GetValueOrDefault(name), _clock).Parse("pool.yaml", text);
}
