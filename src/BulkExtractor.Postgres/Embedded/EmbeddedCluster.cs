using BulkExtractor.Basics;
using Npgsql;

namespace BulkExtractor.Postgres.Embedded;

/// <summary>A PostgreSQL cluster of the program's own, shared by all its processes and stopped by the last.</summary>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private readonly ClusterFolder _folder;
    private readonly ClusterServer _server;
    private readonly TimeProvider _clock;
    private FileLock? _use;

    private EmbeddedCluster(
        ClusterFolder folder, PostgresBinaries binaries, ClusterServer server, TimeProvider clock) =>
        (_folder, Binaries, _server, _clock) = (folder, binaries, server, clock);

    /// <summary>The folder of the cluster.</summary>
    public string Folder => _folder.Path;

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>How to connect to the cluster's first database as its superuser.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The programs that run it.</summary>
    internal PostgresBinaries Binaries { get; }

    /// <summary>Joins the running cluster, or makes and starts it.</summary>
    public static async Task<EmbeddedCluster> StartAsync(
        EmbeddedOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await JoinAsync(options, clock, cancellationToken);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new InputException(
                $"The embedded database cannot use its folder: {error.Message} Name another one with BULK_DATA.",
                error);
        }
    }

    /// <summary>Starts the server again if it is gone; at the same port, if that is still free.</summary>
    public async Task ReviveAsync(CancellationToken cancellationToken)
    {
        using var turn = await FileLock.ExclusiveAsync(_folder.StartLock, _clock, cancellationToken);
        await RunServerAsync(cancellationToken);
    }

    /// <summary>Stops using the cluster; the last to do so stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_use is null) return;
        using var turn = await FileLock.ExclusiveAsync(_folder.StartLock, _clock, CancellationToken.None);
        _use.Dispose();
        _use = null;
        using var alone = FileLock.TryExclusive(_folder.UseLock);
        if (alone is not null) await _server.StopAsync(CancellationToken.None);
    }

    private static async Task<EmbeddedCluster> JoinAsync(
        EmbeddedOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var folder = await ClusterFolder.ChooseAsync(options, cancellationToken);
        var user = await ServerUser.ChooseAsync(folder.Data, cancellationToken);
        var binaries = PostgresBinaries.Find(folder.Version) ?? throw new InputException(
            "PostgreSQL is not installed: apt-get install postgresql, or set BULK_POSTGRES to a server's address.");
        await CheckVersionAsync(folder, binaries, cancellationToken);
        var server = new ClusterServer(folder, binaries, user, clock) { Settings = options.Settings };
        var cluster = new EmbeddedCluster(folder, binaries, server, clock);

        using var turn = await FileLock.ExclusiveAsync(folder.StartLock, clock, cancellationToken);
        await new ClusterMaker(folder, binaries, user).MakeAsync(cancellationToken);
        await cluster.RunServerAsync(cancellationToken);
        cluster._use = FileLock.Shared(folder.UseLock);
        return cluster;
    }

    // Files of one major version cannot be read by another; what such a server would say of it ends in its log.
    private static async Task CheckVersionAsync(
        ClusterFolder folder, PostgresBinaries binaries, CancellationToken cancellationToken)
    {
        if (folder.Version is not { } made || binaries.IsOf(made)) return;
        if (await binaries.ReadVersionAsync(cancellationToken) is not { } installed || installed == made) return;
        throw new InputException(
            $"The database in {folder.Path} was made by PostgreSQL {made}, and only PostgreSQL {installed} is here: "
            + $"install PostgreSQL {made} too (apt-get install postgresql-{made}) to go on with it; to move to "
            + $"{installed}, run 'bulk backup FILE' with both installed, move that folder away, then "
            + "'bulk restore FILE'. Nothing was changed.");
    }

    private async Task RunServerAsync(CancellationToken cancellationToken)
    {
        Port = await _server.EnsureRunningAsync(cancellationToken);
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Username = ClusterMaker.Superuser,
            Password = await ReadPasswordAsync(cancellationToken),
            Database = "postgres",
        }.ConnectionString;
    }

    private async Task<string> ReadPasswordAsync(CancellationToken cancellationToken)
    {
        using var file = new StreamReader(OwnerOnly.Open(_folder.Password, new() { Share = FileShare.ReadWrite }));
        return await file.ReadToEndAsync(cancellationToken);
    }
}
