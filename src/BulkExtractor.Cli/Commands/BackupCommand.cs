namespace BulkExtractor.Cli.Commands;

internal static class BackupCommand
{
    private static readonly Argument<FileInfo> FileArgument = new("FILE") { Description = "The file to write" };

    public static Command Create()
    {
        var command = new Command(
            "backup",
            "Writes the embedded database into a file, also while it is worked on. Example: bulk backup bulk.dump")
        {
            FileArgument,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        var file = parsed.GetRequiredValue(FileArgument);
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        await app.Database.BackUpAsync(file.FullName, cancellationToken);
        file.Refresh();
        if (terminal.Json) Terminal.Write(new JsonObject { ["file"] = file.FullName, ["bytes"] = file.Length });
        else
            terminal.Say($"The database is in {file.FullName} ({file.Length:N0} bytes): keep it as its texts.");
        return ExitCode.Done;
    }
}
