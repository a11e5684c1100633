using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.IntegrationTests.Models;

public sealed class ShippedPoolTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Before_they_retired_the_seven_free_models_are_in_a_pool_of_their_own()
    {
        var pool = Read(IsSet, new DateTimeOffset(2026, 1, 27, 0, 0, 0, default), "models-2026-01.yaml");

        Assert.Equal(7, pool.Models.Count);
        Assert.All(pool.Models, model => Assert.Equal("openrouter", model.Account.Name));
    }

    [Fact]
    public void With_nothing_set_up_the_pool_is_empty_and_says_why_in_one_line()
    {
        var pool = Read(_ => null);

        Assert.Empty(pool.Accounts);
        Assert.Empty(pool.Models);
        Assert.StartsWith("not set: OPENROUTER_API_KEY (openrouter), ", Assert.Single(pool.Notices));
        Assert.Contains(", CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN (cloudflare), ", pool.Notices[0]);
        Assert.Contains(", BULK_OVHCLOUD=yes (ovhcloud), ", pool.Notices[0]);
    }

    [Fact]
    public void With_all_set_up_every_account_has_models_or_finds_them()
    {
        var pool = Read(IsSet);

        Assert.Empty(pool.Notices);
        Assert.Empty(pool.Retired);
        Assert.All(
            pool.Accounts.Where(account => account.Name != "localai"),
            account => Assert.True(
                account.Discovers || pool.Models.Any(model => model.Account == account), account.Name));
    }

    [Fact]
    public void What_a_provider_gives_is_bounded_and_dated()
    {
        var pool = Read(IsSet);

        Assert.All(pool.Models, model => Assert.Contains(LimitScope.ListFor(model), scope => scope.Bounds));
        Assert.All(pool.Models, model => Assert.NotNull(model.Account.Checked));
    }

    [Theory]
    [InlineData("google gemma-4-31b-it", "input_tokens per 60s", 15_000)]
    [InlineData("google gemini-3.8-flash", "input_tokens per 60s", 250_000)]
    [InlineData("groq openai/gpt-oss-120b", "tokens per 60s", 8_000)]
    [InlineData("cloudflare", "units per day", 10_000)]
    [InlineData("mistral", "units per month", 10_000_000)]
    public void What_is_rationed_by_something_else_than_requests_is_bounded_by_that(string whose, string what, int most)
    {
        var scopes = Read(IsSet).Models.SelectMany(LimitScope.ListFor)
            .Where(scope => scope.Id.ToString().Contains($" {whose}", StringComparison.Ordinal))
            .Where(scope => scope.Id.ToString().EndsWith($" {what}", StringComparison.Ordinal));

        Assert.All(scopes.Select(scope => scope.Tokens), tokens => Assert.Equal(most, tokens));
        Assert.NotEmpty(scopes);
    }

    [Fact]
    public void A_day_of_Google_ends_in_California() => Assert.All(
        Read(IsSet).Models.Where(model => model.Account.Name == "google")
            .Select(model => LimitScope.ListFor(model).Single(scope => scope.IsDay)),
        day => Assert.Equal("America/Los_Angeles", day.Calendar.Zone.Id));

    [Fact]
    public void The_accounts_that_train_on_texts_are_known_by_their_terms() => Assert.Equal(
        ["google", "mistral", "kilo"],
        Read(IsSet).Accounts.Where(account => account.MayTrain).Select(account => account.Name));

    private static string IsSet(string variable) => variable switch
    {
        _ when variable.EndsWith("_ADDRESS", StringComparison.Ordinal) => "http://localhost:8080/v1",
        _ when variable.StartsWith("BULK_", StringComparison.Ordinal) => "yes",
        _ => "test",
    };

    private static Pool Read(Func<string, string?> variable, DateTimeOffset? now = null, string file = "models.yaml") =>
        new PoolFile(variable, new StoppedClock(now ?? Now)).Read(Path.Combine(RepositoryRoot.Folder, "jobs", file));

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
