using System.Security.Cryptography;
using BulkExtractor.Access;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;

namespace BulkExtractor.IntegrationTests.Web;

public sealed class SessionStoreTests(TestCluster cluster) : IAsyncLifetime
{
    private static readonly byte[] Mark = [1, 2, 3];
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private TestDatabase? _database;
    private ManualDatabaseClock? _clock;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PostgresSessionStore Store => new(_database!.Retrying);

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(cluster);
        _clock = await ManualDatabaseClock.InstallAsync(_database.DataSource);
    }

    public async ValueTask DisposeAsync() => await _database!.DisposeAsync();

    [Fact]
    public async Task It_ends_after_half_an_hour_in_which_nobody_used_it()
    {
        var id = await OpenAsync();

        await _clock!.AdvanceAsync(Session.LongestIdle - Second);
        Assert.NotNull(await FindAsync(id, inUse: false)); // a page that refreshes itself
        await _clock.AdvanceAsync(2 * Second);

        Assert.Null(await FindAsync(id));
    }

    [Fact]
    public async Task It_ends_after_twelve_hours_however_much_it_is_used()
    {
        var id = await OpenAsync();

        var used = TimeSpan.Zero;
        while (await FindAsync(id) is not null)
        {
            await _clock!.AdvanceAsync(TimeSpan.FromMinutes(20));
            used += TimeSpan.FromMinutes(20);
        }

        Assert.Equal(Session.Longest, used);
    }

    [Fact]
    public async Task One_that_was_opened_with_another_token_is_not_found()
    {
        var id = await OpenAsync();

        Assert.Null(await Store.FindAsync(id, [[9, 9, 9]], inUse: true, Token));
        Assert.Empty(await Store.ListAsync([[9, 9, 9]], Token));
        Assert.False(await Store.EndAsync((await FindAsync(id))!.SessionId, [[9, 9, 9]], Token));
    }

    [Fact]
    public async Task What_ended_is_forgotten_when_the_next_one_is_opened()
    {
        await OpenAsync();
        await _clock!.AdvanceAsync(Session.Longest);

        await OpenAsync();

        Assert.Equal(1, await _database!.ReadAsync<long>("select count(*) from bulk.sessions"));
    }

    [Fact]
    public async Task There_are_never_more_than_so_many_and_the_one_unused_longest_goes()
    {
        var first = await OpenAsync();
        var second = await OpenAsync();
        for (var opened = 2; opened < Session.Most; opened++) await OpenAsync();
        await _clock!.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.NotNull(await FindAsync(first));

        await OpenAsync();

        Assert.NotNull(await FindAsync(first));
        Assert.Null(await FindAsync(second));
        Assert.Equal(Session.Most, (await Store.ListAsync([Mark], Token)).Count);
    }

    [Fact]
    public async Task The_database_holds_no_id_by_which_somebody_could_come_in()
    {
        var id = RandomNumberGenerator.GetBytes(32);
        await Store.OpenAsync(new OpenedSession(SHA256.HashData(id), Mark, "owner", "::1", "curl"), Token);

        var kept = await _database!.ReadAsync<byte[]>("select id_hash from bulk.sessions");

        Assert.Equal(SHA256.HashData(id), kept);
    }

    private async Task<byte[]> OpenAsync()
    {
        var hash = RandomNumberGenerator.GetBytes(32);
        await Store.OpenAsync(new OpenedSession(hash, Mark, "owner", "127.0.0.1", "Firefox/140"), Token);
        return hash;
    }

    private Task<Session?> FindAsync(byte[] hash, bool inUse = true) => Store.FindAsync(hash, [Mark], inUse, Token);
}
