using System.Diagnostics;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres.Embedded;

namespace BulkExtractor.IntegrationTests.Embedded;

public sealed partial class EmbeddedClusterTests
{
    [Fact]
    public async Task A_server_whose_users_were_all_killed_is_joined()
    {
        await using (var killed = await StartAsync())
        {
        }

        await PgCtl.RunAsync(Path.GetDirectoryName(Data)!, "start");
        var pid = PostmasterId();

        await using var next = await StartAsync();

        Assert.Equal(pid, PostmasterId());
        Assert.Equal(1, await ReadAsync<int>(next, "select 1"));
    }

    [Fact]
    public async Task A_killed_server_is_started_again_at_its_port()
    {
        await using var cluster = await StartAsync();
        var port = cluster.Port;
        await ExecuteAsync(cluster, "create table kept as select 42 as n");

        await KillPostmasterAsync();
        await cluster.ReviveAsync(Token);

        Assert.Equal(port, cluster.Port);
        Assert.Equal(42, await ReadAsync<int>(cluster, "select n from kept"));
    }

    [Fact]
    public async Task A_process_id_that_was_given_to_somebody_else_is_no_server()
    {
        await using (var killed = await StartAsync())
        {
            await KillPostmasterAsync();
            var file = Path.Combine(Data, "postmaster.pid");
            var lines = await File.ReadAllLinesAsync(file, Token);
            lines[0] = $"{Environment.ProcessId}";
            await File.WriteAllLinesAsync(file, lines, Token);
        }

        await using var next = await StartAsync();

        Assert.Equal(1, await ReadAsync<int>(next, "select 1"));
    }

    [Fact]
    public async Task The_server_of_another_cluster_is_not_taken_for_this_one()
    {
        await using var other = await EmbeddedCluster.StartAsync(
            new(Path.Combine(_folder.Path, "other")), TimeProvider.System, Token);
        var lines = await File.ReadAllLinesAsync(Path.Combine(other.Folder, "data", "postmaster.pid"), Token);
        await using (await StartAsync())
        {
        }

        await File.WriteAllLinesAsync(Path.Combine(Data, "postmaster.pid"), lines, Token);
        await using var next = await StartAsync();

        Assert.NotEqual(other.Port, next.Port);
    }

    [Fact]
    public async Task An_empty_pid_file_does_not_matter()
    {
        await using (await StartAsync())
        {
        }

        await File.WriteAllTextAsync(Path.Combine(Data, "postmaster.pid"), "", Token);
        await using var next = await StartAsync();

        Assert.Equal(1, await ReadAsync<int>(next, "select 1"));
    }

    private async Task KillPostmasterAsync()
    {
        using var postmaster = Process.GetProcessById(PostmasterId());
        postmaster.Kill();
        var user = await ServerUser.ChooseAsync(Data, Token);
        while (await PostmasterFile.Read(Data)!.IsAliveAsync(user, Token))
        {
        }
    }
}
