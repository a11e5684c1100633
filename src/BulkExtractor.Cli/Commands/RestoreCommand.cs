namespace BulkExtractor.Cli.Commands;

internal static class RestoreCommand
{
    private static readonly Argument<FileInfo> FileArgument = new("FILE")
    {
        Description = "A file that 'bulk backup' wrote",
    };

    public static Command Create()
    {
        var command = new Command(
            "restore",
            "Replaces the embedded database by a backup, or changes nothing. Example: bulk restore bulk.dump")
        {
            FileArgument,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        var file = parsed.GetRequiredValue(FileArgument).FullName;
        await using var database =
            await Settings.Read().FindDatabaseAsync(terminal, AppServices.Patience, cancellationToken);
        var replaced = await database.RestoreAsync(file, cancellationToken);
        if (terminal.Json) Terminal.Write(new JsonObject { ["file"] = file, ["replaced"] = replaced });
        else
            terminal.Say($"The database is restored from {file}. What stood there is kept as {replaced} until the next "
                + "restore. Requests that were sent since the backup are not counted in its limits per day.");
        return ExitCode.Done;
    }
}
