using System.Globalization;
using BulkExtractor.Models;
using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Commands;

internal static class SubmitCommand
{
    private static readonly Argument<string[]> Files = CommonOptions.Inputs();
    private static readonly Option<string> Job =
        new("--job") { Description = "A job's name, or its folder", Required = true };
    private static readonly Option<bool> Wait = new("--wait") { Description = "Follow the batch to its end" };
    private static readonly Option<string?> For = new("--for") { Description = "Wait no longer than this: 30m, 2h" };
    private static readonly Option<int?> Limit = new("--limit") { Description = "Only the first rows" };
    private static readonly Option<bool> DryRun =
        new("--dry-run") { Description = "Show what would be asked; store nothing" };
    private static readonly Option<int?> Pack = new("--pack") { Description = "The most documents in a request" };
    private static readonly Option<int?> Weight =
        new("--weight") { Description = "Its share of requests beside other batches (1)" };
    private static readonly Option<string?> Deadline = new("--deadline")
    {
        Description = "When it is wanted: a span such as 6h, or an instant such as 2026-02-01T08:00 (UTC)",
    };

    private static readonly Option<string?> Models =
        new("--models") { Description = "Only these models, parted by commas" };
    private static readonly Option<string?> Tiers =
        new("--tier") { Description = "local, free, paid, parted by commas" };
    private static readonly Option<string?> MaxCost =
        new("--max-cost") { Description = "US dollars that paid models may cost: 0.50" };
    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Reuse no earlier answers" };
    private static readonly Option<bool> Simulate = new("--simulate") { Description = "Let the simulator answer" };
    private static readonly Option<FileInfo?> Pool = CommonOptions.Pool();

    public static Command Create()
    {
        var command = new Command(
            "submit", "Submits a table as a batch. Example: bulk submit adverts.csv --job adverts --wait")
        {
            Files, Job, Wait, For, Limit, DryRun, Pack, Weight, Deadline, Models, Tiers, MaxCost,
            InputOptions.Delimiter, InputOptions.Encoding, InputOptions.Sheet, Fresh, Simulate, Pool,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Create(parsed);
        using var signals = new StopSignals(terminal);
        await using var models = await UsedModels.OpenAsync(
            terminal, parsed.GetValue(Pool), parsed.GetValue(Simulate), cancellationToken);
        var file = SubmissionFile.Find(parsed.GetValue(Files)!);
        await using var submission = await file.OpenAsync(
            parsed.GetValue(Job)!, Wishes(parsed, file), models, signals.Drain);
        if (models.FindWithoutRule(submission.Batch.Definition) is { } unknown) terminal.Warn(unknown);
        if (parsed.GetValue(DryRun)) return await DryRunView.ShowAsync(terminal, submission, signals.Drain);

        await using var app = await AppServices.OpenAsync(terminal, signals.Drain);
        var run = new SubmissionRun(app, models, terminal);
        return parsed.GetValue(Wait)
            ? await run.SubmitAndWaitAsync(submission, Spans.Parse("--for", parsed.GetValue(For)), signals)
            : await run.SubmitAsync(submission, signals.Drain);
    }

    private static SubmitOptions Wishes(ParseResult parsed, SubmissionFile file) => InputOptions.Read(parsed, file) with
    {
        Limit = CommonOptions.Positive(parsed, Limit),
        Pack = CommonOptions.Positive(parsed, Pack),
        Weight = CommonOptions.Positive(parsed, Weight),
        WaitedFor = parsed.GetValue(Wait),
        Deadline = Instants.Parse("--deadline", parsed.GetValue(Deadline), TimeProvider.System.GetUtcNow()),
        Models = CommandLists.Names(parsed.GetValue(Models)),
        Tiers = [.. CommandLists.Names(parsed.GetValue(Tiers)).Select(TierOf)],
        MaxCost = DollarsOf(parsed.GetValue(MaxCost)),
        Fresh = parsed.GetValue(Fresh),
    };

    private static decimal? DollarsOf(string? amount) =>
        amount is null ? null
        : decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars)
            && dollars > 0
            ? dollars
            : throw new InputException($"--max-cost {amount}: write US dollars, such as 0.50");

    private static Tier TierOf(string name) => name switch
    {
        "local" => Tier.Local,
        "free" => Tier.Free,
        "paid" => Tier.Paid,
        _ => throw new InputException($"--tier {name}: there are local, free and paid"),
    };
}
