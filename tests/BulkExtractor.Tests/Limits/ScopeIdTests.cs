using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Limits;

public sealed class ScopeIdTests
{
    private static readonly Account Account = new("my router", new Uri("https://openrouter.ai/api/v1"));
    private static readonly Model Model = Some.Model("some/model:free", Account);

    public static TheoryData<ScopeId, string> Written => new()
    {
        { ScopeId.OfAccount(Account), "account https://openrouter.ai/api/v1 my router" },
        { ScopeId.OfAccount(Account with { Simulated = true }), "account simulated my router" },
        { ScopeId.OfParallel(Account), "account https://openrouter.ai/api/v1 my router parallel" },
        {
            ScopeId.OfTier(Account, Tier.Free).Per(new Limit(TimeSpan.FromSeconds(60))),
            "account https://openrouter.ai/api/v1 my router free per 60s"
        },
        {
            ScopeId.OfTier(Account, Tier.Local).Per(new Limit(TimeSpan.FromSeconds(0.5))),
            "account https://openrouter.ai/api/v1 my router local per 0.5s"
        },
        {
            ScopeId.OfTier(Account, Tier.Paid).Per(new Limit((TimeSpan?)null), "tokens"),
            "account https://openrouter.ai/api/v1 my router paid tokens per day"
        },
        { ScopeId.OfModel(Model), "model https://openrouter.ai/api/v1 my router some/model:free" },
        {
            ScopeId.OfModel(Model).Per(new Limit((TimeSpan?)null)),
            "model https://openrouter.ai/api/v1 my router some/model:free per day"
        },
        {
            ScopeId.OfModel(Model).Per(new Limit(TimeSpan.FromSeconds(2)), "tokens"),
            "model https://openrouter.ai/api/v1 my router some/model:free tokens per 2s"
        },
        {
            ScopeId.OfModel(Model).Per(new Limit(TimeSpan.FromMinutes(1)) { Aligned = true }, "input_tokens"),
            "model https://openrouter.ai/api/v1 my router some/model:free input_tokens per minute"
        },
        {
            ScopeId.OfGroup(Account, "large-ones").Per(new Limit((TimeSpan?)null) { Monthly = true }, "units"),
            "account https://openrouter.ai/api/v1 my router group large-ones units per month"
        },
        { ScopeId.OfParallel(Model), "model https://openrouter.ai/api/v1 my router some/model:free parallel" },
        { ScopeId.OfFirst(Model), "model https://openrouter.ai/api/v1 my router some/model:free first" },
        { ScopeId.OfBudget(7), "batch 7 cost" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_scope_is_written_as_tools_outside_read_it(ScopeId scope, string text) =>
        Assert.Equal(text, scope.ToString());

    [Theory]
    [MemberData(nameof(Written))]
    public void What_was_written_is_read_with_all_its_parts(ScopeId scope, string text)
    {
        var read = ScopeId.Parse(text);

        Assert.Equal(scope, read);
        Assert.Equal(
            (scope.Account, scope.Tier, scope.Group, scope.Model, scope.Batch),
            (read.Account, read.Tier, read.Group, read.Model, read.Batch));
    }

    [Theory]
    [InlineData("")]
    [InlineData("account")]
    [InlineData("model a")]
    [InlineData("batch seven cost")]
    [InlineData("worker 7")]
    public void What_is_no_scope_is_refused_with_its_text(string text)
    {
        var refused = Assert.Throws<FormatException>(() => ScopeId.Parse(text));

        Assert.Contains($"'{text}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_an_account_is_found_in_its_id()
    {
        Assert.Equal("my router", Account.NameIn(Account.Id));
        Assert.Equal("my router", Account.NameIn((Account with { Simulated = true }).Id));
    }
}
