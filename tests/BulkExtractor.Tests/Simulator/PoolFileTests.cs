using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Tests.Simulator;

public sealed class PoolFileTests
{
    private const string Text = """
        accounts:
          one:
            address: http://127.0.0.1:4010/api/v1
            key: secret-one
            limits: { free: [{ requests: 20, per: 60s }, { requests: auto, per: day }] }
            cooldown: 1s
          two: { address: "http://127.0.0.1:4010/v1", timeout: 120s, parallel: 1 }
          absent: { address: "${BULK_TEST_ADDRESS_THAT_NOBODY_SETS}" }
        models:
          - { id: a/b:free, account: one, tier: free, context: 1000, max_output: 200, inputs: [text, image],
              good_for: [multilingual], limits: [{ requests: 8, per: 2s }], retires: 2026-07-20 }
          - { id: c/d, account: two, tier: paid, price: { input: 0.15, output: 0.60 } }
          - { id: e/f, account: absent, tier: local }
        """;

    [Fact]
    public void Accounts_have_their_keys_and_limits()
    {
        var account = Parse(Text).Accounts[0];

        Assert.Equal(("one", "secret-one"), (account.Name, account.Key));
        Assert.Equal([new(20, TimeSpan.FromSeconds(60)), new(50, null)], account.Limits["free"]);
    }

    [Fact]
    public void Models_have_what_a_server_must_know_of_them()
    {
        var pool = Parse(Text);

        var (free, paid) = (pool.Models[0], pool.Models[1]);
        Assert.Equal(("a/b:free", 1_000, 200, true), (free.Id, free.Context, free.MaxOutput, free.ReadsImages));
        Assert.Equal([new(8, TimeSpan.FromSeconds(2))], free.Limits);
        Assert.Equal(new DateOnly(2026, 7, 20), free.Retires);
        Assert.Equal(("paid", 0.15m, 0.60m), (paid.Tier, paid.InputPrice, paid.OutputPrice));
    }

    [Fact]
    public void Limits_of_each_model_hold_for_those_that_name_none()
    {
        var pool = Parse(Text.Replace("parallel: 1", "each: [{ requests: 5, per: 60s }]", StringComparison.Ordinal));

        Assert.Equal([new(5, TimeSpan.FromSeconds(60))], pool.Models[1].Limits);
    }

    [Fact]
    public void An_account_whose_address_is_not_set_is_left_out_with_its_models()
    {
        var pool = Parse(Text);

        Assert.Equal(["one", "two"], pool.Accounts.Select(account => account.Name));
        Assert.Equal(2, pool.Models.Count);
    }

    [Fact]
    public void What_is_left_out_is_told_with_the_variable_that_is_not_set() =>
        Assert.Equal(
            ["account absent is left out: BULK_TEST_ADDRESS_THAT_NOBODY_SETS is not set"], Parse(Text).Notices);

    [Fact]
    public void Scaling_shortens_windows() =>
        Assert.Equal(
            TimeSpan.FromSeconds(2), SimulatedPoolFile.Parse(Text, "pool", 30).Accounts[0].Limits["free"][0].Window);

    [Theory]
    [InlineData("secret-one", "one")]
    [InlineData("another", "two")]
    [InlineData(null, "two")]
    public void A_key_opens_its_account_and_others_those_without_a_key(string? key, string account) =>
        Assert.Equal([account], Parse(Text).Opened(key).Select(opened => opened.Name));

    [Fact]
    public void Where_all_accounts_have_keys_no_other_key_opens_any() =>
        Assert.Empty(Parse("accounts: { one: { key: a } }").Opened("b"));

    [Theory]
    [InlineData("accounts: [", "pool, line 1: ")]
    [InlineData("models: [{ id: a, account: one }]", "pool: model 'a' names the unknown account")]
    [InlineData("accounts: { one: { limits: { free: [{ requests: 1, per: soon }] } } }", "pool: 'soon' is no")]
    [InlineData("accounts: { one: { limits: { free: [{ requests: few }] } } }", "pool: requests: 'few' is no count")]
    public void A_wrong_pool_is_told_in_one_line(string text, string start) =>
        Assert.StartsWith(
            start, Assert.Throws<InvalidDataException>(() => Parse(text)).Message, StringComparison.Ordinal);

    private static SimulatedPool Parse(string text) => SimulatedPoolFile.Parse(text, "pool", scale: 1);
}
