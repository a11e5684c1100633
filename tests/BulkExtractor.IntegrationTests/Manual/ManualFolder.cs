using System.Diagnostics;
using BulkExtractor.IntegrationTests.Acceptance;

namespace BulkExtractor.IntegrationTests.Manual;

/// <summary>A folder as a fresh checkout looks to its user: <c>./bulk</c> and the shipped jobs.</summary>
internal sealed class ManualFolder : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();

    public ManualFolder()
    {
        var launcher = _folder.Write("bulk", $"#!/usr/bin/env bash\nexec dotnet '{TestedProgram.Path}' \"$@\"\n");
        File.SetUnixFileMode(launcher, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var jobs = System.IO.Path.Combine(RepositoryRoot.Folder, "jobs");
        foreach (var file in Directory.GetFiles(jobs, "*", SearchOption.AllDirectories))
        {
            var copy = PathOf(System.IO.Path.GetRelativePath(RepositoryRoot.Folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string PathOf(string name) => System.IO.Path.Combine(_folder.Path, name);

    public void Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Runs lines in a shell, of which none may fail; what they printed.</summary>
    public async Task<string> RunAsync(string lines, string postgres)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", lines])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["BULK_POSTGRES"] = postgres;
        foreach (var name in (string[])["BULK_POOL", "OPENROUTER_API_KEY"]) start.Environment.Remove(name);
        using var shell = Process.Start(start)!;
        var said = shell.StandardOutput.ReadToEndAsync(Token);
        var complained = shell.StandardError.ReadToEndAsync(Token);
        try
        {
            await shell.WaitForExitAsync(Token).WaitAsync(Longest, Token);
        }
        finally
        {
            if (!shell.HasExited) shell.Kill(entireProcessTree: true);
        }

        Assert.True(shell.ExitCode == 0, $"{lines}\n{await said}\n{await complained}");
        return await said;
    }

    public void Dispose() => _folder.Dispose();
}
