using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace BulkExtractor.Basics;

/// <summary>
/// Opens regular files alone, and never waits: opening a pipe would, until somebody writes to it, and a link may lead
/// to what its maker may not read.
/// </summary>
internal static class RegularFile
{
    // Read, do not wait, follow no link, hand on to no child; the values are those of each system's fcntl.h.
    private static readonly int ReadFlags =
        OperatingSystem.IsMacOS() ? 0x1_000_104
        : RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x88_800
        : 0xA0_800;

    private const int BufferSize = 1 << 16;

    private const string Devices = "/dev/";

    // Among the devices, and yet a folder of files like any other.
    private const string SharedMemory = "/dev/shm/";

    private const int NotPermitted = 1;
    private const int NotThere = 2;
    private const int NotAllowed = 13;
    private const int NoFolderOnTheWay = 20;

    private const int TryLockAlone = 6;
    private const int SetSignal = 10;
    private const int SetLease = 1_024;
    private const int ReadLease = 0;
    private const int NoLease = 2;
    private const int IgnoredSignal = 23;
    private const int TryAgain = 11;
    private const int TryAgainOnMac = 35;

    /// <summary>Opens a file; an empty one must not be read, since it may be a device.</summary>
    /// <param name="named">What errors call the file.</param>
    /// <exception cref="InputException">It is no regular file, or cannot be opened.</exception>
    public static FileStream Open(string path, string named)
    {
        if (new FileInfo(path).LinkTarget is not null)
            throw new InputException($"{named} is a link: put the file itself in its place");
        if (Directory.Exists(path)) throw new InputException($"{named} is not there");
        var descriptor = OpenFile([.. Encoding.UTF8.GetBytes(path), 0], ReadFlags);
        if (descriptor < 0) throw new InputException($"{named} {Told(Marshal.GetLastPInvokeError())}");
        var file = new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read, BufferSize);
        if (file.CanSeek) return file;
        file.Dispose();
        throw new InputException($"{named} is no regular file");
    }

    /// <summary>Whether a pipe or a device is there: what it holds comes once, and nothing takes its place.</summary>
    public static bool IsPipeOrDevice(string path) => IsDevice(path) || IsPipe(path);

    private static bool IsDevice(string path) =>
        path.StartsWith(Devices, StringComparison.Ordinal) && !path.StartsWith(SharedMemory, StringComparison.Ordinal);

    private static bool IsPipe(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path)) return false;
        var descriptor = OpenFile([.. Encoding.UTF8.GetBytes(path), 0], ReadFlags);
        if (descriptor < 0) return false;
        using var file = new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read, 1);
        return !file.CanSeek;
    }

    /// <summary>
    /// Whether somebody else has a file open for writing, or locked; null where the system does not tell.
    /// </summary>
    public static bool? IsInUse(FileStream file)
    {
        var descriptor = (int)file.SafeFileHandle.DangerousGetHandle();
        // Some file systems know no locks, or none on what is open for reading only.
        if (LockFile(descriptor, TryLockAlone) != 0 && IsBusy(Marshal.GetLastPInvokeError())) return true;
        if (!OperatingSystem.IsLinux()) return null;

        // A lease for reading is refused while the file is open for writing, and to whom it does not belong. Whoever
        // opens it meanwhile makes the system send a signal, which would end this process, were it not another one.
        if (Control(descriptor, SetSignal, IgnoredSignal) != 0) return null;
        if (Control(descriptor, SetLease, ReadLease) != 0)
            return IsBusy(Marshal.GetLastPInvokeError()) ? true : null;
        _ = Control(descriptor, SetLease, NoLease);
        return false;
    }

    private static bool IsBusy(int error) => error == (OperatingSystem.IsMacOS() ? TryAgainOnMac : TryAgain);

    private static string Told(int error) => error switch
    {
        NotThere or NoFolderOnTheWay => "is not there",
        NotAllowed or NotPermitted => "may not be read: check its permissions",
        _ => "is no regular file, or cannot be read",
    };

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenFile(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static extern int LockFile(int descriptor, int operation);

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static extern int Control(int descriptor, int command, int argument);
}
