using System.Security.Cryptography;
using System.Text;
using BulkExtractor.Basics;

namespace BulkExtractor.Postgres.Embedded;

/// <summary>What stands where in the folder of the embedded cluster.</summary>
internal sealed record ClusterFolder(string Path)
{
    /// <summary>PostgreSQL's own folder; it exists once the cluster is complete.</summary>
    public string Data => Inside("data");

    /// <summary>Where the cluster is made, before it is moved to its place.</summary>
    public string Making => Inside("making");

    public string Password => Inside("password");

    /// <summary>Held exclusively by who starts or stops the server.</summary>
    public string StartLock => Inside("start.lock");

    /// <summary>Held by every process that uses the server.</summary>
    public string UseLock => Inside("use.lock");

    public string Log => System.IO.Path.Combine(Data, "server.log");

    public string Settings => System.IO.Path.Combine(Data, "bulk.conf");

    /// <summary>The major version of the cluster; null while there is none.</summary>
    public string? Version
    {
        get
        {
            var file = System.IO.Path.Combine(Data, "PG_VERSION");
            return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        }
    }

    /// <summary>
    /// The folder named by the user, else the checkout's, else, if the server's user cannot enter it, the system's.
    /// </summary>
    public static async Task<ClusterFolder> ChooseAsync(EmbeddedOptions options, CancellationToken cancellationToken)
    {
        var own = In(options.DataFolder ?? System.IO.Path.Combine(options.Checkout, ".data"));
        var user = await ServerUser.ChooseAsync(own.Data, cancellationToken);
        if (await user.CanEnterAsync(own.Path, cancellationToken)) return own;
        if (options.DataFolder is null) return In($"/var/lib/bulkextractor/{HashOf(options.Checkout)}");
        throw new InputException(
            $"BULK_DATA names {options.DataFolder}, which the server's user {user.Name} cannot enter: "
            + "name another folder, or open this one and those above it with chmod a+x.");
    }

    private static ClusterFolder In(string dataFolder)
    {
        var folder = new ClusterFolder(System.IO.Path.Combine(System.IO.Path.GetFullPath(dataFolder), "postgres"));
        MakeEnterable(new DirectoryInfo(folder.Path));
        return folder;
    }

    // Under root the server's user must come through, whatever the umask.
    private static void MakeEnterable(DirectoryInfo folder)
    {
        if (folder.Exists) return;
        if (folder.Parent is { } parent) MakeEnterable(parent);
        folder.Create();
        folder.UnixFileMode |= UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    }

    private static string HashOf(string checkout)
    {
        var path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(checkout));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
    }

    private string Inside(string name) => System.IO.Path.Combine(Path, name);
}
