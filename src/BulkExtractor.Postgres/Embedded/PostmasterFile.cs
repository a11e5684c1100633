using System.Diagnostics;

namespace BulkExtractor.Postgres.Embedded;

/// <summary>What a running server notes in <c>postmaster.pid</c>.</summary>
internal sealed record PostmasterFile(string Data, int ProcessId, int Port, bool IsReady)
{
    // No process can have this id, so the server takes the file for a dead server's; it is not deleted
    // because the server also finds the dead one's shared memory by it.
    private const string NoProcess = "2147483646";

    /// <summary>The note in a data folder; null if there is none.</summary>
    public static PostmasterFile? Read(string data)
    {
        try
        {
            var lines = File.ReadAllLines(PathIn(data));
            return new(data, Number(lines, 0), Number(lines, 3), Line(lines, 7).Trim() == "ready");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether the process that wrote the file lives: ids of dead processes are given to others.</summary>
    /// <param name="user">Whom the server runs as; in a container even root may not look at others' processes.</param>
    public async Task<bool> IsAliveAsync(ServerUser user, CancellationToken cancellationToken)
    {
        if (!IsPostgres()) return false;
        if (!Directory.Exists("/proc/self")) return true;

        // A server stands in its data folder.
        string[] same = [$"/proc/{ProcessId}/cwd", "-ef", Data];
        return (await user.RunAsync("test", same, cancellationToken)).Succeeded;
    }

    /// <summary>Lets a new server start although the file's process id now belongs to somebody else.</summary>
    public void Disown()
    {
        var path = PathIn(Data);
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0)
        {
            File.Delete(path);
            return;
        }

        lines[0] = NoProcess;
        File.WriteAllLines(path, lines);
    }

    private bool IsPostgres()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string PathIn(string data) => Path.Combine(data, "postmaster.pid");

    private static string Line(string[] lines, int index) => index < lines.Length ? lines[index] : "";

    private static int Number(string[] lines, int index) => int.TryParse(Line(lines, index), out var n) ? n : 0;
}
