namespace BulkExtractor.Tests.Models;

public sealed partial class PoolFileTests
{
    [Fact]
    public void An_account_says_what_its_terms_are_and_when_that_was_checked()
    {
        var text = Full.Replace("cooldown: 2s", "terms: for evaluation only\n    checked: 2026-11-29");

        var account = Parse(text).Accounts[0];

        Assert.Equal(("for evaluation only", new DateOnly(2026, 11, 29)), (account.Terms, account.Checked));
    }

    [Theory]
    [InlineData("may train on texts, except for users in EEA, CH, UK", true)]
    [InlineData("logs and trains", true)]
    [InlineData("not for commercial use; training on texts", true)]
    [InlineData("no training", false)]
    [InlineData("EU; does not train on texts", false)]
    [InlineData("texts are never used for training", false)]
    [InlineData("for evaluation only", false)]
    [InlineData("no constraints", false)]
    public void Terms_that_speak_of_training_mean_it_unless_they_deny_it(string terms, bool mayTrain) =>
        Assert.Equal(mayTrain, (Some.Account() with { Terms = terms }).MayTrain);
}
