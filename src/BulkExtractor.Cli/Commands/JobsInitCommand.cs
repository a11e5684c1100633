using BulkExtractor.Jobs;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Commands;

internal static class JobsInitCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The new job's name" };
    private static readonly Option<string> From =
        new("--from") { Description = "A CSV like those to come", Required = true };

    public static Command Create()
    {
        var command = new Command(
            "init", "Starts a job from a CSV's header. Example: bulk jobs init flats --from flats.csv")
        {
            Name, From,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (terminal, name, file) = (Terminal.Create(parsed), parsed.GetValue(Name)!, parsed.GetValue(From)!);
        JobFile.CheckName(name);
        await using var csv = SubmissionFile.Open(file);
        var draft = await JobDraft.ReadAsync(csv, SubmissionFile.Name(file), name, cancellationToken);
        var folder = Path.Combine(RepositoryRoot.Jobs, name);
        draft.Write(folder);
        var job = JobsDirectory.Read(folder);
        if (terminal.Json)
        {
            Terminal.Write(JobsCommand.Shape(job));
            return ExitCode.Done;
        }

        terminal.Say($"{folder} is there: the text is {draft.Text}, the key {draft.Id ?? "the row's number"}.");
        terminal.Say($"Say in {Path.Combine(folder, "schema.json")} what to extract, then: bulk jobs check {name}");
        return ExitCode.Done;
    }
}
