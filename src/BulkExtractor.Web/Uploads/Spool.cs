using System.Security.Cryptography;
using BulkExtractor.Documents.Tables;

namespace BulkExtractor.Web.Uploads;

/// <summary>Keeps uploaded files between preview and submission, for an hour, under names of its own.</summary>
/// <param name="most">The most bytes of all of them: for a new one the oldest have to go.</param>
internal sealed class Spool(TimeProvider clock, long most = Spool.MostBytes) : IDisposable
{
    private const int MostFiles = 100;
    private const long MostBytes = 3 * DashboardServer.LargestUpload;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly SpoolFolder _folder = SpoolFolder.Open("bulk-uploads-");

    /// <summary>Keeps a file of a form, under the last part of its name.</summary>
    public async Task<string> KeepAsync(IFormFile file, CancellationToken cancellationToken)
    {
        await using var content = file.OpenReadStream();
        return await KeepAsync(content, Path.GetFileName(file.FileName.Replace('\\', '/')), cancellationToken);
    }

    /// <summary>Keeps a file; the id by which it is found again.</summary>
    public async Task<string> KeepAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        Sweep();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        try
        {
            await using (var file = new FileStream(PathOf(id), FileMode.CreateNew, FileAccess.Write))
                await content.CopyToAsync(file, cancellationToken);
            Sweep();
            await File.WriteAllTextAsync(NameOf(id), name, cancellationToken);
            return id;
        }
        catch
        {
            // Half of an upload is of no use, and may have taken the last room there was.
            File.Delete(PathOf(id));
            File.Delete(NameOf(id));
            throw;
        }
    }

    /// <summary>A file that was kept; null when it is gone or never was.</summary>
    public Upload? Find(string id)
    {
        // Only what KeepAsync hands out: no path comes in from outside.
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigitLower)) return null;
        if (!File.Exists(PathOf(id)) || !File.Exists(NameOf(id))) return null;
        return new Upload(id, File.ReadAllText(NameOf(id)), PathOf(id));
    }

    public void Dispose() => _folder.Dispose();

    private void Sweep()
    {
        var newest = new DirectoryInfo(_folder.Path).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc);
        var oldest = clock.GetUtcNow().UtcDateTime - Lifetime;
        var bytes = 0L;
        foreach (var (place, file) in newest.ToList().Index())
        {
            bytes += file.Length;
            if (place >= MostFiles * 2 || bytes > most || file.LastWriteTimeUtc < oldest) file.Delete();
        }
    }

    private string PathOf(string id) => Path.Combine(_folder.Path, id);

    private string NameOf(string id) => $"{PathOf(id)}.name";
}

/// <param name="Name">What its owner calls it.</param>
internal sealed record Upload(string Id, string Name, string Path)
{
    public IncomingFile File => IncomingFile.FromDisk(Path, Name);
}
