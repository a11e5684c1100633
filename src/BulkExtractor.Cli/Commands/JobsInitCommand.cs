using BulkExtractor.Jobs;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Commands;

internal static class JobsInitCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The new job's name" };
    private static readonly Option<string> From =
        new("--from") { Description = "A table like those to come", Required = true };
    private static readonly Option<string?> Ask = new("--ask")
    {
        Description = "What to extract, found out from 20 rows by a request: 'price, rooms, city: where it is'",
    };

    private static readonly Option<string?> Schema =
        new("--schema") { Description = "A JSON Schema of the fields, as Pydantic, zod or .NET write it" };
    private static readonly Option<string?> For = new("--for") { Description = "Wait no longer than this: 30m" };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Write what --ask found without asking" };
    private static readonly Option<bool> Simulate = new("--simulate") { Description = "Let the simulator answer" };
    private static readonly Option<FileInfo?> Pool = CommonOptions.Pool();

    public static Command Create()
    {
        var command = new Command(
            "init",
            "Starts a job from a file. Example: bulk jobs init flats --from flats.csv --ask 'price, rooms, city'")
        {
            Name, From, Ask, Schema, InputOptions.Delimiter, InputOptions.Encoding, InputOptions.Sheet,
            For, Yes, Simulate, Pool,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (terminal, name) = (Terminal.Create(parsed), parsed.GetValue(Name)!);
        JobFile.CheckName(name);
        var folder = Path.Combine(RepositoryRoot.Jobs, name);
        JobWriter.CheckFree(folder, folder);
        var asked = parsed.GetValue(Ask) is { } words ? AskedField.Parse(words) : null;
        if (asked is not null && parsed.GetValue(Schema) is not null)
            throw new InputException("--ask finds a schema and --schema names one: say only one of them");

        var draft = await ReadAsync(parsed, name, cancellationToken);
        if (asked is not null)
        {
            var (told, code) = await AskAsync(parsed, terminal, draft, asked, cancellationToken);
            if (told is null) return code;
            draft = told;
        }

        draft.Write(folder);
        Say(terminal, draft, folder);
        return ExitCode.Done;
    }

    private static async Task<JobDraft> ReadAsync(ParseResult parsed, string name, CancellationToken cancellationToken)
    {
        var file = parsed.GetValue(From)!;
        var from = SubmissionFile.Find([file]);
        if (from.Format is not null) throw new InputException($"--from {file}: name a table, not a folder");
        var options = InputOptions.Read(parsed, from);
        var draft = await JobDraft.ReadAsync(from.Open(), name, options, cancellationToken);
        return parsed.GetValue(Schema) is { } schema ? draft with { Schema = JobSchema.Read(schema) } : draft;
    }

    // Null with the exit code where nothing came of it, or the user does not want it.
    private static async Task<(JobDraft? Draft, int Code)> AskAsync(
        ParseResult parsed,
        Terminal terminal,
        JobDraft draft,
        IReadOnlyList<AskedField> asked,
        CancellationToken cancellationToken)
    {
        using var signals = new StopSignals(terminal);
        await using var models = await UsedModels.OpenAsync(
            terminal, parsed.GetValue(Pool), parsed.GetValue(Simulate), cancellationToken);
        await using var app = await AppServices.OpenAsync(terminal, signals.Drain);
        var trial = new JobTrialRun(app, models, terminal);
        var proposal = await trial.AskAsync(draft, asked, Spans.Parse("--for", parsed.GetValue(For)), signals);
        if (proposal is null)
            return (null, signals.Drain.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.NotFinished);

        ProposalView.Show(terminal, proposal);
        return parsed.GetValue(Yes) || terminal.Confirm($"Write jobs/{draft.Name}?", usual: true)
            ? (draft with { Schema = proposal.Schema, Examples = proposal.Examples }, ExitCode.Done)
            : (null, ExitCode.Done);
    }

    private static void Say(Terminal terminal, JobDraft draft, string folder)
    {
        var job = JobsDirectory.Read(folder);
        if (terminal.Json)
        {
            Terminal.Write(JobsCommand.Shape(job));
            return;
        }

        terminal.Say($"{folder} is there: the text is {draft.Text}, the key {draft.Id ?? "the row's number"}.");
        var schema = Path.Combine(folder, "schema.json");
        terminal.Say($"What is extracted stands in {schema}: change it, then: bulk jobs check {draft.Name}");
    }
}
