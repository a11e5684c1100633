using BulkExtractor.Evaluation;
using BulkExtractor.Exports;

namespace BulkExtractor.Cli.Commands;

internal static class EvalCommand
{
    private const string EvalDatabase = "bulk_eval";

    private static readonly Option<string> Job = new("--job")
    {
        Description = "A job's name, or its folder",
        Required = true,
    };

    private static readonly Option<string> Gold = new("--gold")
    {
        Description = """JSON lines {"id","text","gold":{…}}, or a CSV with a column 'text' and one a field""",
        Required = true,
    };

    private static readonly Option<string?> Models = new("--models") { Description = "Only these models, by commas" };
    private static readonly Option<string> Packs = new("--pack")
    {
        Description = "The most documents in a request, parted by commas",
        DefaultValueFactory = _ => "1,5,10,20",
    };

    private static readonly Option<string?> For = new("--for") { Description = "Take no longer than this: 30m" };
    private static readonly Option<FileInfo?> Html = new("--html") { Description = "Write a report there too" };
    private static readonly Option<bool> Simulate = new("--simulate") { Description = "Let the simulator answer" };
    private static readonly Option<FileInfo?> Pool = CommonOptions.Pool();

    public static Command Create()
    {
        var command = new Command(
            "eval",
            "Measures models on texts whose fields are known. Example: bulk eval --job adverts --gold gold.jsonl")
        {
            Job, Gold, Models, Packs, For, Html, Simulate, Pool,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        using var signals = new StopSignals(terminal);
        var job = JobsDirectory.Read(parsed.GetValue(Job)!);
        var gold = await GoldSet.ReadAsync(parsed.GetValue(Gold)!, job.Definition.Fields, cancellationToken);
        var packs = CommandLists.Numbers("--pack", parsed.GetValue(Packs)!);
        await using var models = await UsedModels.OpenAsync(
            terminal, parsed.GetValue(Pool), parsed.GetValue(Simulate), cancellationToken);
        var evaluation = new EvaluationPlan(job, gold, models.Pool, CommandLists.Names(parsed.GetValue(Models)));
        var asked = await evaluation.ListAsync(packs, cancellationToken);
        foreach (var notice in evaluation.Notices) terminal.Warn(notice);
        Say(terminal, gold, asked);

        await using var app = await AppServices.OpenAsync(terminal, signals.Drain, EvalDatabase);
        var run = new EvaluationRun(app, models, terminal, evaluation);
        var scores = await run.MeasureAsync(asked, Spans.Parse("--for", parsed.GetValue(For)), signals);
        if (terminal.Json) Terminal.Write(new JsonArray([.. scores.SelectMany(EvaluationView.Shapes)]));
        else EvaluationView.Show(terminal.Screen, scores);
        if (parsed.GetValue(Html) is { } file && scores.Count > 0)
        {
            var now = TimeProvider.System.GetUtcNow();
            await WriteAsync(file, ScorePage.Write(job.Definition.Name, gold.Name, now, scores));
        }

        return Code(scores, asked.Count, signals);
    }

    private static void Say(Terminal terminal, GoldSet gold, IReadOnlyList<PlannedMeasure> asked)
    {
        if (gold.Strangers.Count > 0)
            terminal.Warn($"Not measured, since the job has no such fields: {string.Join(", ", gold.Strangers)}");
        var (models, packs) = (asked.DistinctBy(a => a.Model).Count(), asked.Select(a => a.Pack).Distinct());
        terminal.Say(
            $"{models} models, packs of {string.Join(", ", packs)}, {gold.Rows.Count} gold rows: "
            + $"about {asked.Sum(a => a.Requests)} requests.");
    }

    private static async Task WriteAsync(FileInfo path, string page)
    {
        await using var file = OutputFile.Open(path.ToString());
        await using (var text = new StreamWriter(file.Stream, leaveOpen: true)) await text.WriteAsync(page);
        file.Complete();
    }

    private static int Code(IReadOnlyList<ModelScore> scores, int asked, StopSignals signals) => scores switch
    {
        _ when signals.Drain.IsCancellationRequested => ExitCode.Interrupted,
        _ when scores.Count < asked => ExitCode.NotFinished,
        _ => scores.Any(score => score.Lost > 0) ? ExitCode.SomeFailed : ExitCode.Done,
    };
}
