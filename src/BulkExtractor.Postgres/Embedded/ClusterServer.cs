using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using BulkExtractor.Basics;

namespace BulkExtractor.Postgres.Embedded;

/// <summary>The server process of the embedded cluster. Its methods are called by one process at a time.</summary>
internal sealed partial class ClusterServer(
    ClusterFolder folder, PostgresBinaries binaries, ServerUser user, TimeProvider clock)
{
    private const int MostStarts = 5;
    private const int LongestLog = 1_000_000;

    // Recovery after a crash can take long; a server that shuts down writes everything out first.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private static readonly string[] UsualSettings =
    [
        "listen_addresses = '127.0.0.1'",
        "unix_socket_directories = ''",
        "max_connections = 100",
        "shared_buffers = 128MB",
        "password_encryption = 'scram-sha-256'",
        "timezone = 'UTC'",
        "log_timezone = 'UTC'",
        "fsync = on",
        "synchronous_commit = on",
    ];

    /// <summary>Lines of <c>postgresql.conf</c> that win over the usual ones.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The port of the running server, which is started if need be.</summary>
    public async Task<int> EnsureRunningAsync(CancellationToken cancellationToken)
    {
        if (await FindRunningAsync(cancellationToken) is { } running) return running;
        RotateLog();
        var failure = "";
        for (var start = 1; start <= MostStarts; start++)
        {
            var port = ChoosePort();
            WriteSettings(port);
            PostmasterFile.Read(folder.Data)?.Disown();
            var started = await StartAsync(cancellationToken);
            if (started.Succeeded) return port;

            // The port may have been taken, or a killed server's children may still be dying.
            failure = LastLogLine() ?? started.LastLine;
            await Task.Delay(Interval * Math.Pow(2, start), clock, cancellationToken);
        }

        throw new InputException($"The embedded database does not start: {failure} (its log: {folder.Log})");
    }

    /// <summary>Stops the server after it has ended its clients' sessions.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        user.RunAsync(binaries.PgCtl, ["stop", "-s", "-w", "-m", "fast", "-D", folder.Data], cancellationToken);

    private async Task<int?> FindRunningAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (PostmasterFile.Read(folder.Data) is { } file
            && await file.IsAliveAsync(user, cancellationToken))
        {
            if (file.IsReady) return file.Port;
            if (clock.GetElapsedTime(began) > Patience) throw new InputException(
                $"The embedded database is still recovering: wait and try again (its log: {folder.Log})");
            await Task.Delay(Interval, clock, cancellationToken);
        }

        return null;
    }

    private Task<CommandResult> StartAsync(CancellationToken cancellationToken)
    {
        var patience = $"{Patience.TotalSeconds:0}";
        string[] arguments = ["start", "-s", "-w", "-t", patience, "-D", folder.Data, "-l", folder.Log];
        return user.RunAsync(binaries.PgCtl, arguments, cancellationToken);
    }

    // The port of the last start is kept while it is free: who still uses it finds the server again.
    private int ChoosePort() => LastPort() is { } last && IsFree(last) ? last : FreePort();

    private int? LastPort() =>
        File.Exists(folder.Settings) && PortLine().Match(File.ReadAllText(folder.Settings)) is { Success: true } match
            ? int.Parse(match.Groups[1].Value)
            : null;

    private static bool IsFree(int port)
    {
        try
        {
            return PortOf(port) == port;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort() => PortOf(0);

    private static int PortOf(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void WriteSettings(int port) =>
        File.WriteAllLines(folder.Settings, [.. UsualSettings, .. Settings, $"port = {port}"]);

    private void RotateLog()
    {
        var log = new FileInfo(folder.Log);
        if (log.Exists && log.Length > LongestLog) log.MoveTo($"{folder.Log}.1", overwrite: true);
    }

    private string? LastLogLine() => File.Exists(folder.Log)
        ? File.ReadLines(folder.Log).LastOrDefault(l => l.Contains("FATAL:") || l.Contains("PANIC:"))
        : null;

    [GeneratedRegex(@"^port = (\d+)$", RegexOptions.Multiline)]
    private static partial Regex PortLine();
}
