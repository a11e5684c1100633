using BulkExtractor.Forecasting;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Forecasting;

public sealed class ProviderOverviewTests
{
    private const string Pool = """
        accounts:
          router:
            address: https://router.example/v1
            key: ${ROUTER_KEY}
            limits: { free: [{ requests: 20, per: 60s }, { requests: auto, per: day }] }
            discover: free
            sign_up: https://router.example/keys
          tokens:
            address: https://tokens.example/v1
            each: [{ requests: 30, per: 60s }, { tokens: 200000, per: 24h }]
          alone: { address: "https://alone.example/v1", parallel: 1 }
          open: { address: "https://open.example/v1", enabled: "${OPEN}", each: [{ requests: 2, per: 60s }] }
          silent: { address: "https://silent.example/v1" }
          month: { address: "https://month.example/v1", limits: { free: [{ requests: 900, per: month }] } }
          read: { address: "https://read.example/v1", each: [{ input_tokens: 40000, per: day }] }
          dear:
            address: https://dear.example/v1
            limits: { free: [{ units: 11000, per: day, unit_price: { input: 0.1, output: 1 } }] }
          cheap:
            address: https://cheap.example/v1
            limits: { free: [{ units: 11000, per: day, unit_price: { input: 0.1, output: 1 } }] }
          grouped: { address: "https://grouped.example/v1" }
        models:
          - { id: a, account: tokens, tier: free, context: 8000 }
          - { id: b, account: tokens, tier: free, context: 8000 }
          - { id: c, account: alone, tier: free, context: 8000 }
          - { id: d, account: open, tier: free, context: 8000 }
          - { id: e, account: silent, tier: free, context: 8000 }
          - { id: g, account: month, tier: free, context: 8000 }
          - { id: h, account: read, tier: free, context: 8000 }
          - { id: i, account: dear, tier: free, context: 8000 }
          - { id: m, account: cheap, tier: free, context: 8000 }
          - { id: n, account: cheap, tier: free, context: 8000, unit_price: { input: 0.01, output: 0.1 } }
          - { id: j, account: grouped, tier: free, context: 8000, limits: [{ requests: 5, per: day, shares: x }] }
          - { id: k, account: grouped, tier: free, context: 8000, limits: [{ requests: 5, per: day, shares: x }] }
          - { id: l, account: grouped, tier: free, context: 8000, parallel: 1, limits: [{ requests: 7, per: day }] }
          - { id: f, account: router, tier: free, context: 8000, retires: 2026-01-26 }
        """;

    [Theory]
    [InlineData("router", 500)]
    [InlineData("tokens", 850)]
    [InlineData("alone", 28_800)]
    [InlineData("open", 28_800)]
    [InlineData("silent", null)]
    [InlineData("month", 300)]
    [InlineData("read", 100)]
    [InlineData("dear", 100)]
    [InlineData("cheap", 1_000)]
    [InlineData("grouped", 120)]
    public void What_a_day_brings_is_bound_by_the_narrowest_limit(string name, int? rows) =>
        Assert.Equal(rows, Overview(name).RowsOfDay);

    [Theory]
    [InlineData("router", "unset", "ROUTER_KEY")]
    [InlineData("open", "off", "OPEN=yes")]
    [InlineData("alone", "ready", "")]
    public void What_is_missing_is_named(string name, string state, string missing)
    {
        var overview = Overview(name);

        Assert.Equal((state, missing), (overview.State, string.Join(", ", overview.Provider.Missing)));
    }

    [Fact]
    public void Limits_are_told_of_the_account_and_of_its_models_that_share_them()
    {
        Assert.Equal(["20 requests per 60 s", "50 requests per day"], Overview("router").Limits);
        Assert.Equal(["each model: 30 requests per 60 s, 200000 tokens per 24 h"], Overview("tokens").Limits);
        Assert.Equal(["1 request at once"], Overview("alone").Limits);
    }

    [Fact]
    public void An_account_that_is_left_out_keeps_what_the_file_says_of_it()
    {
        var provider = Overview("router").Provider;

        Assert.Equal(("https://router.example/v1", "https://router.example/keys", "ROUTER_KEY"),
            (provider.Address, $"{provider.Account.SignUp}", Assert.Single(provider.Variables)));
        Assert.Empty(provider.Models);
    }

    private static ProviderOverview Overview(string name) => new(
        new PoolFile(_ => null, new ManualClock()).Parse("pool.yaml", Pool).Providers.Single(p => p.Name == name));
}
