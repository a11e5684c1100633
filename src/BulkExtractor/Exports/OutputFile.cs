using System.Security.Cryptography;
using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Exports;

/// <summary>
/// A file that appears only when it is whole: written beside its place, then renamed. A link stays one, and what it
/// leads to is replaced, with the permissions that it had; a pipe or a device is written into.
/// </summary>
public sealed class OutputFile : IAsyncDisposable
{
    private readonly string? _path;
    private readonly string? _draft;
    private bool _complete;

    private OutputFile(Stream stream, string? path, string? draft) => (Stream, _path, _draft) = (stream, path, draft);

    /// <summary>Where it is written to.</summary>
    public Stream Stream { get; }

    /// <summary>Begins to write a file.</summary>
    /// <param name="path">A file's path, or - for stdout.</param>
    public static OutputFile Open(string path)
    {
        if (path == "-") return new OutputFile(Console.OpenStandardOutput(), null, null);
        try
        {
            var isLink = new FileInfo(path).LinkTarget is not null;
            var target = isLink ? File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName : path;
            if (RegularFile.IsPipeOrDevice(target))
            {
                var into = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                return new OutputFile(into, null, null);
            }

            // A name of its own: a process that was thought dead may still be writing the same file.
            var draft = $"{DraftsOf(target)}{Guid.NewGuid().ToString("N")[..8]}.part";
            return new OutputFile(File.Create(draft), target, draft);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write {path}: {problem.Message}", problem);
        }
    }

    /// <summary>Removes what processes left behind that died while they wrote this file.</summary>
    public static void RemoveDrafts(string path)
    {
        var drafts = DraftsOf(Path.GetFullPath(path));
        foreach (var draft in Directory.GetFiles(Path.GetDirectoryName(drafts)!, $"{Path.GetFileName(drafts)}*.part"))
            File.Delete(draft);
    }

    /// <summary>Says that everything was written.</summary>
    public void Complete() => _complete = true;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        if (_draft is null) return;
        if (_complete) Replace(_path!, _draft);
        else File.Delete(_draft);
    }

    private static void Replace(string path, string draft)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path)) File.SetUnixFileMode(draft, File.GetUnixFileMode(path));
        File.Move(draft, path, overwrite: true);
    }

    // Short, since a name may be as long as the file system allows; of this file alone, by what it is called.
    private static string DraftsOf(string path)
    {
        var name = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(path)));
        return Path.Combine(Path.GetDirectoryName(path) ?? "", $".{Convert.ToHexStringLower(name)[..16]}.");
    }
}
