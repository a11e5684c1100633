using BulkExtractor.Basics;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Models;

public sealed class PoolErrorsTests
{
    private readonly Dictionary<string, string> _variables = new()
    {
        ["OPENROUTER_API_KEY"] = "sk-secret",
        ["LOCALAI_ADDRESS"] = "http://localhost:8080/v1",
    };

    [Theory]
    [InlineData("discover: free", "discover: some",
        "8: accounts.openrouter.discover: 'some' is not a discovery; allowed: free, all")]
    [InlineData("discover: free", "names: [gemma-*]",
        "8: accounts.openrouter.names: goes with 'discover' only, whose models it bounds")]
    [InlineData("timeout: 90s", "time_out: 90s",
        "9: accounts.openrouter.time_out: there is no such property; did you mean 'timeout'?")]
    [InlineData("timeout: 90s", "timeout: 90 s.",
        "9: accounts.openrouter.timeout: '90 s.' does not fit; allowed: a duration: ")]
    [InlineData("timeout: 90s", "timeout: 2h",
        "9: accounts.openrouter.timeout: '2h' does not fit; allowed: at most 1h")]
    [InlineData("      free: [", "      fre: [",
        "6: accounts.openrouter.limits.fre: there is no such property; did you mean 'free'?")]
    [InlineData("requests: 20, per: 60s", "requests: 20",
        "6: accounts.openrouter.limits.free: 'per' is missing")]
    [InlineData("requests: 20, per: 60s", "per: 60s",
        "6: accounts.openrouter.limits.free: bounds nothing; requests, tokens, input_tokens or units")]
    [InlineData("requests: 20", "requests: 0",
        "6: accounts.openrouter.limits.free.requests: '0' does not fit; allowed: a whole")]
    [InlineData("requests: auto, per: day", "requests: auto, per: 60s",
        "requests: 'auto' goes with 'per: day' only")]
    [InlineData("per: 5m", "per: year",
        "7: accounts.openrouter.limits.paid.per: 'year' does not fit; allowed: 2s, 60s, 5m, 1h, 31d, minute, day")]
    [InlineData("requests: 20, per: 60s", "units: 20, per: day",
        "6: accounts.openrouter.limits.free: 'unit_price' is missing")]
    [InlineData("requests: 20, per: 60s", "requests: 20, per: 60s, counts: max_tokens",
        "6: accounts.openrouter.limits.free.counts: 'counts: max_tokens' goes with 'tokens' only")]
    [InlineData("requests: 20, per: 60s", "tokens: 20, per: 60s, counts: input",
        "6: accounts.openrouter.limits.free.counts: 'input' is not a way to count; allowed: max_tokens")]
    [InlineData("requests: 20, per: 60s", "requests: 20, per: 60s, shares: all of them",
        "6: accounts.openrouter.limits.free.shares: must be a name of letters, digits, '-' and '_'")]
    [InlineData("timeout: 90s", "each: { requests: 5 }",
        "9: accounts.openrouter.each: must be a list")]
    [InlineData("timeout: 90s", "each: [{ requests: 5 }]",
        "9: accounts.openrouter.each: 'per' is missing")]
    [InlineData("timeout: 90s", "enabled: perhaps",
        "9: accounts.openrouter.enabled: 'perhaps' does not fit; allowed: yes, no, ${NAME}")]
    [InlineData("timeout: 90s", "enable: yes",
        "9: accounts.openrouter.enable: there is no such property; did you mean 'enabled'?")]
    [InlineData("timeout: 90s", "day: Pacific Standard Time",
        "9: accounts.openrouter.day: must be a time zone like America/Los_Angeles or UTC")]
    [InlineData("timeout: 90s", "day: California",
        "9: accounts.openrouter.day: must be a time zone like America/Los_Angeles or UTC")]
    [InlineData("timeout: 90s", "checked: lately",
        "9: accounts.openrouter.checked: 'lately' does not fit; allowed: a day: ")]
    [InlineData("parallel: 1", "parallel: 0",
        "11: accounts.localai.parallel: '0' does not fit; allowed: a whole number from 1")]
    [InlineData("https://openrouter.ai", "openrouter.ai",
        "3: accounts.openrouter.address: must be an address like")]
    [InlineData("https://openrouter.ai", "https://me:pw@openrouter.ai",
        "3: accounts.openrouter.address: must be an address like")]
    [InlineData("account: localai", "account: local",
        "17: models.account: there is no account 'local'; did you mean 'localai'?")]
    [InlineData("tier: local", "tier: home",
        "17: models.tier: 'home' is not a tier; allowed: local, free, paid")]
    [InlineData("id: home, ", "", "17: models: 'id' is missing")]
    [InlineData("id: home, account: localai", "id: paid, account: openrouter",
        "17: models: the model paid of openrouter is there twice")]
    [InlineData(", context: 4096", "", "17: models: 'context' is missing")]
    [InlineData("max_output: 8192", "max_output: 131073",
        "13: models.max_output: '131073' does not fit; allowed: a whole")]
    [InlineData("[text, image]", "[text, sound]",
        "14: models.inputs: 'sound' is not an input; allowed: text, image")]
    [InlineData("[vision, long]", "[speed]",
        "14: models.good_for: 'speed' is not an ability; allowed: multilingual, long")]
    [InlineData("2026-07-20", "July", "15: models.retires: 'July' does not fit; allowed: a day: 2026-07-20")]
    [InlineData(", price: { input: 0.15, output: 0.60 }", "",
        "16: models: 'price' is missing: without it no budget can bound paid")]
    public void A_wrong_property_is_named_with_its_line(string right, string wrong, string expected)
    {
        Assert.Contains(right, PoolFileTests.Full);

        var error = Assert.Throws<InputException>(() => Parse(PoolFileTests.Full.Replace(right, wrong)));

        Assert.StartsWith("pool.yaml:", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void The_models_of_a_left_out_account_are_checked_all_the_same()
    {
        _variables.Remove("LOCALAI_ADDRESS");

        Assert.Throws<InputException>(() => Parse(PoolFileTests.Full.Replace("context: 4096", "context: much")));
        Assert.Throws<InputException>(() => Parse(PoolFileTests.Full.Replace("parallel: 1", "parallel: 0")));
    }

    [Theory]
    [InlineData("sk-written-down")]
    [InlineData("${OPENROUTER_API_KEY}x")]
    [InlineData("${WITH_BLANK}")]
    public void A_wrong_key_is_refused_and_not_shown(string key)
    {
        _variables["WITH_BLANK"] = "sk-with blank";

        var text = PoolFileTests.Full.Replace("${OPENROUTER_API_KEY}", key);
        var error = Assert.Throws<InputException>(() => Parse(text));

        Assert.StartsWith("pool.yaml:4: accounts.openrouter.key: ", error.Message);
        Assert.DoesNotContain("sk-", error.Message);
    }

    private Pool Parse(string text) =>
        new PoolFile(name => _variables.GetValueOrDefault(name), new ManualClock()).Parse("pool.yaml", text);
}
