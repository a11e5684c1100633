using BulkExtractor.Jobs;
using BulkExtractor.Postgres;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Commands;

internal static class JobsDiffCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "A job's name, or its folder" };
    private static readonly Option<FileInfo?> Pool = CommonOptions.Pool();

    public static Command Create()
    {
        var command = new Command(
            "diff",
            "What changed since a job last ran, and the price of asking again. Example: bulk jobs diff adverts")
        {
            Name, Pool,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        var job = JobsDirectory.Read(parsed.GetValue(Name)!);
        await using var app = await AppServices.OpenAsync(terminal, cancellationToken);
        var name = job.Definition.Name;
        var last = await app.Get<PostgresJobRuns>().FindLastAsync(name, cancellationToken)
            ?? throw new InputException($"{name} has not run yet: 'bulk submit FILE --job {name}'");
        var diff = DefinitionDiff.Between(last.Definition, job.Definition);
        var requests = RequestPrice.Estimate(job, diff, last.Documents, PoolFiles.Read(parsed.GetValue(Pool)));

        if (terminal.Json) Terminal.Write(DiffView.Shape(last, diff, requests));
        else DiffView.Show(terminal, last, diff, requests);
        return ExitCode.Done;
    }
}
