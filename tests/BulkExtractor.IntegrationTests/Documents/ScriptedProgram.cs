namespace BulkExtractor.IntegrationTests.Documents;

/// <summary>A program of one's own in the place of another: a few lines for the shell.</summary>
internal sealed class ScriptedProgram(TemporaryFolder folder)
{
    /// <summary>Writes it; where it runs is told by its first act.</summary>
    public string Write(string lines, string name = "program")
    {
        var script = folder.Write(name, $"#!/bin/sh\necho $$ > \"{folder.Path}/pid\"\n{lines}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return script;
    }

    /// <summary>Whether the one that was started last still runs.</summary>
    public bool IsAlive()
    {
        var pid = Path.Combine(folder.Path, "pid");
        if (!File.Exists(pid) || File.ReadAllText(pid).Trim() is not { Length: > 0 } number) return false;
        var state = $"/proc/{number}/stat";
        return File.Exists(state) && !File.ReadAllText(state).Contains(") Z ", StringComparison.Ordinal);
    }
}
