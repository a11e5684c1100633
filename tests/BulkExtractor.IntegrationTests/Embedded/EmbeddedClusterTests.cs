using System.Net;
using System.Net.Sockets;
using BulkExtractor.Basics;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres.Embedded;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Embedded;

public sealed partial class EmbeddedClusterTests : IDisposable
{
    private const UnixFileMode OwnersOwn = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string[] Secrets = ["start.lock", "use.lock", "password"];

    private readonly TestFolder _folder = new("bulk test with spaces ");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.Path, ".data", "postgres", "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_keeps_what_was_written_from_one_start_to_the_next()
    {
        await using (var first = await StartAsync()) await ExecuteAsync(first, "create table kept as select 42 as n");

        await using var second = await StartAsync();

        Assert.Equal(42, await ReadAsync<int>(second, "select n from kept"));
    }

    [Fact]
    public async Task Those_who_start_at_once_share_one_server()
    {
        var clusters = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StartAsync()));

        Assert.Single(clusters.Select(c => c.Port).Distinct());
        await Task.WhenAll(clusters.Select(c => c.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task The_last_to_leave_stops_the_server()
    {
        var first = await StartAsync();
        var second = await StartAsync();

        await first.DisposeAsync();
        Assert.Equal(1, await ReadAsync<int>(second, "select 1"));
        await second.DisposeAsync();

        Assert.False(File.Exists(Path.Combine(Data, "postmaster.pid")));
    }

    [Fact]
    public async Task Another_port_is_chosen_when_the_last_one_is_taken()
    {
        var first = await StartAsync();
        await first.DisposeAsync();
        using var taken = new TcpListener(IPAddress.Loopback, first.Port);
        taken.Start();

        await using var next = await StartAsync();

        Assert.NotEqual(first.Port, next.Port);
        Assert.Equal(1, await ReadAsync<int>(next, "select 1"));
    }

    [Fact]
    public async Task A_half_made_cluster_is_made_anew()
    {
        var half = Directory.CreateDirectory(Path.Combine(_folder.Path, ".data", "postgres", "making", "data"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "15", Token);

        await using var cluster = await StartAsync();

        Assert.Equal(1, await ReadAsync<int>(cluster, "select 1"));
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, ".data", "postgres", "making")));
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_password_and_only_its_owner_can_read_it()
    {
        await using var cluster = await StartAsync();
        var address = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Password = "guess" };

        await using var source = NpgsqlDataSource.Create(address.ConnectionString);
        var error = await Assert.ThrowsAsync<PostgresException>(async () => await source.OpenConnectionAsync(Token));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, error.SqlState);
        var mode = File.GetUnixFileMode(Path.Combine(cluster.Folder, "password"));
        Assert.Equal(OwnersOwn, mode);
    }

    [Fact]
    public async Task Only_their_owner_may_open_its_locks_and_its_password_whatever_was_there_before()
    {
        const UnixFileMode open = UnixFileMode.GroupRead | UnixFileMode.OtherRead | OwnersOwn;
        await using (var first = await StartAsync())
        {
            Assert.All(Guarded(first), file => Assert.Equal((file, OwnersOwn), (file, File.GetUnixFileMode(file))));
            foreach (var file in Guarded(first)) File.SetUnixFileMode(file, open);
        }

        await using var second = await StartAsync();

        Assert.All(Guarded(second), file => Assert.Equal((file, OwnersOwn), (file, File.GetUnixFileMode(file))));

        static IEnumerable<string> Guarded(EmbeddedCluster cluster) =>
            Secrets.Select(name => Path.Combine(cluster.Folder, name));
    }

    [Fact]
    public async Task Commits_are_durable()
    {
        await using var cluster = await StartAsync();

        Assert.Equal("on", await ReadAsync<string>(cluster, "show fsync"));
        Assert.Equal("on", await ReadAsync<string>(cluster, "show synchronous_commit"));
    }

    [Fact]
    public async Task A_server_that_does_not_start_tells_why_and_where_its_log_is()
    {
        await using (await StartAsync())
        {
        }

        File.Delete(Path.Combine(Data, "pg_hba.conf"));
        var error = await Assert.ThrowsAsync<InputException>(StartAsync);

        Assert.Contains("FATAL", error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(Data, "server.log"), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task A_cluster_of_another_major_version_is_told_with_the_way_out_and_left_alone()
    {
        await using (await StartAsync())
        {
        }

        var version = Path.Combine(Data, "PG_VERSION");
        await File.WriteAllTextAsync(version, "7\n", Token);
        var error = await Assert.ThrowsAsync<InputException>(StartAsync);

        Assert.Contains("PostgreSQL 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("bulk restore FILE", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal("7\n", await File.ReadAllTextAsync(version, Token));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, ".data"), "a file", Token);

        var error = await Assert.ThrowsAsync<InputException>(StartAsync);

        Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkout_that_the_servers_user_cannot_enter_has_its_cluster_elsewhere()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root runs the server as another user");
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        string folder;
        await using (var cluster = await StartAsync())
        {
            folder = cluster.Folder;
            Assert.Equal(1, await ReadAsync<int>(cluster, "select 1"));
        }

        Assert.StartsWith("/var/lib/bulkextractor/", folder, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    private Task<EmbeddedCluster> StartAsync() =>
        EmbeddedCluster.StartAsync(new(_folder.Path), TimeProvider.System, Token);

    private int PostmasterId() => PostmasterFile.Read(Data)!.ProcessId;

    private static async Task ExecuteAsync(EmbeddedCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<T> ReadAsync<T>(EmbeddedCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }
}
