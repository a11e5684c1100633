using BulkExtractor.Models;

namespace BulkExtractor.IntegrationTests.Models;

public sealed class ShippedPoolTests
{
    private static readonly string Path = System.IO.Path.Combine(RepositoryRoot.Folder, "jobs", "models.yaml");

    [Fact]
    public void Before_they_retired_the_seven_free_models_are_in_the_pool()
    {
        var pool = Read(_ => "http://localhost:8080/v1", new DateTimeOffset(2026, 1, 27, 0, 0, 0, default));

        Assert.Equal(7, pool.Models.Count);
        Assert.All(pool.Models, model => Assert.Equal("openrouter", model.Account.Name));
        Assert.Equal(["openrouter", "localai"], pool.Accounts.Select(account => account.Name));
        Assert.Empty(pool.Notices);
    }

    [Fact]
    public void With_nothing_set_up_the_pool_is_empty_and_says_why()
    {
        var pool = Read(_ => null, new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));

        Assert.Empty(pool.Accounts);
        Assert.Empty(pool.Models);
        Assert.Contains("account openrouter is left out: OPENROUTER_API_KEY is not set", pool.Notices);
        Assert.Contains("account localai is left out: LOCALAI_ADDRESS is not set", pool.Notices);
    }

    private static Pool Read(Func<string, string?> variable, DateTimeOffset now) =>
        new PoolFile(variable, new StoppedClock(now)).Read(Path);

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
