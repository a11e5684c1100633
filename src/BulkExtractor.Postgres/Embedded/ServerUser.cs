using BulkExtractor.Basics;

namespace BulkExtractor.Postgres.Embedded;

/// <summary>Whom the server runs as: this process's user, or under root, which PostgreSQL refuses, another.</summary>
/// <param name="Name">The user's name in <c>/etc/passwd</c>; null for this process's own.</param>
internal sealed record ServerUser(string? Name, string? UserId = null, string? GroupId = null)
{
    /// <summary>The owner of an existing cluster, else <c>postgres</c>, else <c>nobody</c>.</summary>
    public static async Task<ServerUser> ChooseAsync(string clusterFolder, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess) return new((string?)null);
        var owner = await Command.RunAsync("stat", ["-c", "%U", clusterFolder], cancellationToken);
        var isOwned = owner.Succeeded && owner.LastLine != "root";
        string[] names = isOwned ? [owner.LastLine] : ["postgres", "nobody"];
        return names.Select(FindByName).FirstOrDefault(u => u is not null) ?? throw new InputException(
            "PostgreSQL refuses to run as root, and there is no user postgres or nobody: "
            + "add one or set BULK_POSTGRES.");
    }

    /// <summary>Runs a program as this user.</summary>
    public Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        if (Name is null) return Command.RunAsync(program, arguments, cancellationToken);
        if (Command.Find("setpriv") is { } setpriv)
        {
            string[] become = [$"--reuid={UserId}", $"--regid={GroupId}", "--clear-groups", "--", program];
            return Command.RunAsync(setpriv, [.. become, .. arguments], cancellationToken);
        }

        return Command.RunAsync("runuser", ["-u", Name, "--", program, .. arguments], cancellationToken);
    }

    /// <summary>Whether this user may enter a folder.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancellationToken) =>
        Name is null || (await RunAsync("test", ["-x", folder], cancellationToken)).Succeeded;

    /// <summary>Makes a folder that is this user's alone.</summary>
    public async Task MakeFolderAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder, OwnerOnly.FolderMode);
        await GiveAsync(folder, cancellationToken);
    }

    /// <summary>Hands a file or folder over to this user.</summary>
    public async Task GiveAsync(string path, CancellationToken cancellationToken)
    {
        if (Name is null) return;
        var given = await Command.RunAsync("chown", [$"{UserId}:{GroupId}", path], cancellationToken);
        if (!given.Succeeded) throw new InputException($"{path} cannot be given to the user {Name}: {given.LastLine}");
    }

    private static ServerUser? FindByName(string name) => File.ReadLines("/etc/passwd")
        .Select(line => line.Split(':'))
        .Where(user => user.Length > 3 && user[0] == name)
        .Select(user => new ServerUser(name, user[2], user[3]))
        .FirstOrDefault();
}
