using BulkExtractor.Basics;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using BulkExtractor.Postgres.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Embedded;

public sealed class BackupTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new("bulk backup ");
    private OpenDatabase _opened = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(_folder.Path, "bulk.dump");

    public async ValueTask InitializeAsync()
    {
        _opened = await OpenAsync(_folder);
        await _opened.PrepareAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _opened.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_stood_in_the_database_stands_there_again()
    {
        await AddPaperAsync("kept");
        await _opened.BackUpAsync(Backup, Token);
        await ExecuteAsync("delete from bulk.gold");
        await AddPaperAsync("later");

        await _opened.RestoreAsync(Backup, Token);

        Assert.Equal("kept", await ReadAsync<string>("select string_agg(text, ',') from bulk.gold"));
    }

    [Fact]
    public async Task A_cluster_that_never_saw_it_takes_it_too_with_its_readers()
    {
        await AddPaperAsync("kept");
        await ExecuteAsync("create view bulk_results.papers as select text from bulk.gold");
        await _opened.BackUpAsync(Backup, Token);
        using var elsewhere = new TestFolder("bulk restore ");
        await using var other = await OpenAsync(elsewhere);

        await other.RestoreAsync(Backup, Token);

        Assert.Equal("kept", await ReadAsync<string>(
            other, "set role bulk_read; select text from bulk_results.papers"));
    }

    [Fact]
    public async Task What_is_written_meanwhile_is_in_it_whole_or_not_at_all()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writing = Task.Run(() => WritePairsAsync(enough.Token), Token);
        while (await ReadAsync<long>("select count(*) from bulk.gold") == 0) await Task.Yield();

        await _opened.BackUpAsync(Backup, Token);
        await enough.CancelAsync();
        await writing;
        await _opened.RestoreAsync(Backup, Token);

        Assert.Equal(
            (true, 0L),
            (await ReadAsync<bool>("select count(*) > 0 from bulk.gold"), await ReadAsync<long>(
                """
                select count(*) from bulk.gold g full join bulk.paused_schedules p on p.job = g.text
                where p.job is null or g.text is null
                """)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-1)]
    public async Task A_file_that_is_cut_off_or_no_backup_is_told_and_changes_nothing(int length)
    {
        await AddPaperAsync(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i * 7919}")));
        await _opened.BackUpAsync(Backup, Token);
        await using (var file = File.OpenWrite(Backup)) file.SetLength(length < 0 ? file.Length - 200 : length);

        var error = await Assert.ThrowsAsync<InputException>(() => _opened.RestoreAsync(Backup, Token));

        Assert.Contains("Nothing was changed", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(1, await ReadAsync<long>("select count(*) from bulk.gold"));
        Assert.False(await ReadAsync<bool>("select exists (select from pg_database where datname ~ '_restoring$')"));
    }

    [Fact]
    public async Task The_backup_of_another_database_is_refused()
    {
        await using (var other = await OpenAsync(_folder, "postgres")) await other.BackUpAsync(Backup, Token);

        var error = await Assert.ThrowsAsync<InputException>(() => _opened.RestoreAsync(Backup, Token));

        Assert.Contains("another database", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_replaced_while_somebody_works_with_it()
    {
        await _opened.BackUpAsync(Backup, Token);
        await AddPaperAsync("later");
        await using var worker = new NpgsqlConnection(_opened.Source.ConnectionString + await PasswordAsync());
        await worker.OpenAsync(Token);

        var error = await Assert.ThrowsAsync<InputException>(() => _opened.RestoreAsync(Backup, Token));

        Assert.Contains("bulk worker", error.Message, StringComparison.Ordinal);
        Assert.Equal("later", await ReadAsync<string>("select text from bulk.gold"));
    }

    [Fact]
    public async Task What_it_replaced_is_kept_until_the_next_time()
    {
        await _opened.BackUpAsync(Backup, Token);
        await AddPaperAsync("replaced");

        var name = await _opened.RestoreAsync(Backup, Token);

        await using var replaced = await OpenAsync(_folder, name);
        Assert.Equal("replaced", await ReadAsync<string>(replaced, "select text from bulk.gold"));
    }

    [Fact]
    public async Task It_is_its_owners_alone_and_needs_a_folder_that_can_be_written_to()
    {
        await _opened.BackUpAsync(Backup, Token);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        await Assert.ThrowsAsync<InputException>(
            () => _opened.BackUpAsync(Path.Combine(_folder.Path, "nowhere", "bulk.dump"), Token));
    }

    private static Task<OpenDatabase> OpenAsync(TestFolder folder, string? name = null) => OpenDatabase.FindAsync(
        new PostgresOptions(new EmbeddedOptions(folder.Path)),
        name,
        patience: TimeSpan.FromMinutes(1),
        TimeProvider.System,
        NullLogger<Postgres.Database>.Instance,
        Token);

    private async Task<string> PasswordAsync() => ";Password="
        + await File.ReadAllTextAsync(Path.Combine(_folder.Path, ".data", "postgres", "password"), Token);

    private Task AddPaperAsync(string text) => ExecuteAsync(
        $"insert into bulk.gold (definition_id, hash, text, fields) values (1, sha256('{text}'), '{text}', '{{}}')");

    // Two rows in two tables in one transaction each.
    private async Task WritePairsAsync(CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
            await ExecuteAsync(
                $"""
                begin;
                insert into bulk.gold (definition_id, hash, text, fields) values (1, '\x{i:x8}', 'p{i}', '{"{}"}');
                insert into bulk.paused_schedules (job) values ('p{i}');
                commit
                """);
    }

    private Task ExecuteAsync(string sql) => _opened.Database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(token);
        },
        Token);

    private Task<T> ReadAsync<T>(string sql) => ReadAsync<T>(_opened, sql);

    private static Task<T> ReadAsync<T>(OpenDatabase opened, string sql) => opened.Database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return (T)(await command.ExecuteScalarAsync(token))!;
        },
        Token);
}
