namespace BulkExtractor.Tests.Models;

public sealed partial class PoolFileTests
{
    [Fact]
    public void An_account_that_is_left_out_is_kept_with_its_models_and_what_it_wants()
    {
        _variables.Remove("OPENROUTER_API_KEY");

        var left = Parse(Full).Providers.Single(provider => !provider.IsReady);

        Assert.Equal(("openrouter", "OPENROUTER_API_KEY"), (left.Account.Name, Assert.Single(left.Missing)));
        Assert.Equal(["some/vision:free", "paid"], left.Models.Select(model => model.Id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void An_account_whose_variable_is_not_set_is_left_out_with_its_models(string? value)
    {
        _variables["OPENROUTER_API_KEY"] = value!;

        var pool = Parse(Full);

        Assert.Equal("localai", Assert.Single(pool.Accounts).Name);
        Assert.Equal("home", Assert.Single(pool.Models).Id);
        Assert.Equal(["not set: OPENROUTER_API_KEY (openrouter)"], pool.Notices);
    }

    [Fact]
    public void All_that_is_not_set_is_told_in_one_line()
    {
        _variables.Clear();

        var pool = Parse("""
            accounts:
              edge: { address: "https://example.org/${ACCOUNT_ID}/v1", key: "${TOKEN}" }
              open: { address: https://example.org/v1, enabled: "${BULK_OPEN}" }
              off: { address: https://example.org/v1, enabled: no }
            """);

        Assert.Equal(
            ["not set: ACCOUNT_ID and TOKEN (edge), BULK_OPEN=yes (open), enabled: yes (off)"], pool.Notices);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("True", true)]
    [InlineData(" 1 ", true)]
    [InlineData("no", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("perhaps", false)]
    public void An_account_with_a_switch_takes_part_only_where_its_variable_says_yes(string? value, bool takesPart)
    {
        _variables["BULK_OPEN"] = value!;

        var pool = Parse("accounts: { open: { address: 'https://example.org/v1', enabled: '${BULK_OPEN}' } }");

        Assert.Equal(takesPart, pool.Accounts.Count == 1);
    }
}
