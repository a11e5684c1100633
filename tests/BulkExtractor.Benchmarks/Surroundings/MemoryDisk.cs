using System.Diagnostics;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>A disk of a bounded size in memory, so that it can be filled without harm to anybody else.</summary>
internal sealed class MemoryDisk : IDisposable
{
    // What is written while it is measured must fit, or it stays as large as it is.
    private const int KilobytesLeft = 64;

    private readonly int _megabytes;

    private MemoryDisk(string folder, int megabytes) => (Folder, _megabytes) = (folder, megabytes);

    public string Folder { get; }

    /// <summary>Makes one where this process may mount; else null.</summary>
    public static MemoryDisk? TryMake(string folder, int megabytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return null;
        Directory.CreateDirectory(folder);
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=755", "tmpfs", folder))
            return new MemoryDisk(folder, megabytes);
        Directory.Delete(folder);
        return null;
    }

    /// <summary>Makes it hardly larger than what is on it.</summary>
    public void Fill()
    {
        var disk = new DriveInfo(Folder);
        var kilobytes = ((disk.TotalSize - disk.TotalFreeSpace) / 1024) + KilobytesLeft;
        Run("mount", "-o", $"remount,size={kilobytes}k", Folder);
    }

    /// <summary>Makes it as large as it was.</summary>
    public void Empty() => Run("mount", "-o", $"remount,size={_megabytes}m", Folder);

    public void Dispose()
    {
        Run("umount", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
