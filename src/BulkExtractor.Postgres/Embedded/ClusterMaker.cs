using System.Security.Cryptography;
using BulkExtractor.Basics;

namespace BulkExtractor.Postgres.Embedded;

/// <summary>Makes the cluster, once; one that was left half made is made anew.</summary>
internal sealed class ClusterMaker(ClusterFolder folder, PostgresBinaries binaries, ServerUser user)
{
    /// <summary>The superuser of the cluster.</summary>
    public const string Superuser = "bulk";

    // Sorted by code point everywhere, with the letters of all languages.
    private static readonly string Locale = OperatingSystem.IsMacOS() ? "C" : "C.UTF-8";

    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder.Data)) return;
        if (Directory.Exists(folder.Making)) Directory.Delete(folder.Making, recursive: true);
        await user.MakeFolderAsync(folder.Making, cancellationToken);

        var password = Path.Combine(folder.Making, "password");
        var data = Path.Combine(folder.Making, "data");
        await WritePasswordAsync(password, cancellationToken);
        await InitialiseAsync(data, password, cancellationToken);
        await File.AppendAllTextAsync(
            Path.Combine(data, "postgresql.conf"),
            $"include '{Path.GetFileName(folder.Settings)}'\n",
            cancellationToken);

        // The data folder last: while it is not in place, the next process begins again.
        File.Move(password, folder.Password, overwrite: true);
        Directory.Move(data, folder.Data);
        Directory.Delete(folder.Making);
    }

    private async Task WritePasswordAsync(string path, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        await using (var file = new StreamWriter(OwnerOnly.Open(path, options)))
        {
            await file.WriteAsync(RandomNumberGenerator.GetHexString(32, lowercase: true));
        }

        await user.GiveAsync(path, cancellationToken);
    }

    private async Task InitialiseAsync(string data, string password, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-D", data, $"--username={Superuser}", $"--pwfile={password}", "--auth=scram-sha-256",
            "--encoding=UTF8", $"--locale={Locale}",
        ];
        var made = await user.RunAsync(binaries.Initdb, arguments, cancellationToken);
        if (made.Succeeded) return;

        // The last line tells that initdb cleaned up after itself; the reason stands before it.
        throw new InputException(
            $"The database cluster cannot be made in {folder.Path}: {made.ReasonIn(IsReason)} "
            + "(name another folder with BULK_DATA)");
    }

    private static bool IsReason(string line) =>
        line.Contains("error:", StringComparison.Ordinal) || line.Contains("FATAL:", StringComparison.Ordinal);
}
