using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using Spectre.Console;
using static System.FormattableString;

namespace BulkExtractor.Cli.Terminals;

internal static class BatchView
{
    private const string Simulated =
        "[yellow]simulated[/]: the fields were made up by rules, and are empty where there is none";

    public static void Show(
        IAnsiConsole screen, BatchProgress batch, Forecast? forecast = null, BatchUsage? usage = null)
    {
        var grid = new Grid().AddColumn(new GridColumn().PadRight(3)).AddColumn();
        grid.AddRow("Batch", $"[bold]{batch.BatchId}[/] {Markup.Escape($"({batch.Job}, {batch.Source})")}");
        grid.AddRow("State", State(batch));
        grid.AddRow(
            "Documents",
            $"{batch.Documents}: {batch.Extracted} extracted{Cached(batch)}, {batch.Failed} failed{Open(batch)}");
        grid.AddRow(
            "Requests", $"{batch.Requests} sent, {batch.Wasted} of them wasted{PerRequest(batch)}{Left(forecast)}");
        if (usage?.DescribeSaving(batch) is { } saving) grid.AddRow("Saved", saving);
        if (usage?.Total is { Tokens: > 0 } total) grid.AddRow("Tokens", UsageView.Tokens(total));
        if (Cost(batch) is { } cost) grid.AddRow("Cost", cost);
        if (forecast is { P50: { } p50, P90: { } p90 })
            grid.AddRow("Finish", $"probably {Instant(p50)}, nine in ten by {Instant(p90)}");
        if (Deadline(batch) is { } deadline) grid.AddRow("Wanted", Markup.Escape(deadline));
        if (batch.Notes.Count > 0) grid.AddRow("Input", Markup.Escape(string.Join(Environment.NewLine, batch.Notes)));
        if (batch.Simulated) grid.AddRow("Models", Simulated);
        screen.Write(grid);
    }

    public static void Show(IAnsiConsole screen, IReadOnlyList<BatchProgress> batches)
    {
        if (batches.Count == 0)
        {
            screen.WriteLine("No batches yet. Start one: ./bulk submit FILE.csv --job NAME --wait");
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("Batch").AddColumn("Job").AddColumn(new TableColumn("State").NoWrap());
        foreach (var column in new[] { "Documents", "Extracted", "Requests", "Wasted" })
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        foreach (var batch in batches)
        {
            table.AddRow(
                $"{batch.BatchId}",
                Markup.Escape(batch.Job),
                Outcome(batch),
                $"{batch.Documents}",
                $"{batch.Extracted}",
                $"{batch.Requests}",
                $"{batch.Wasted}");
        }

        screen.Write(table);
        foreach (var batch in batches.Where(batch => batch.WaitingFor is not null))
            screen.WriteLine($"Batch {batch.BatchId} waits: {batch.WaitingFor}");
    }

    /// <summary>One line for those who read a log.</summary>
    public static string Line(BatchProgress batch) => Line(batch, $"batch {batch.BatchId}");

    /// <summary>The same, where it has a name of its own.</summary>
    public static string Line(BatchProgress batch, string name) =>
        $"{name} {batch.State}: {batch.Extracted + batch.Failed} of {batch.Documents} documents, "
        + $"{batch.Failed} failed, {batch.Requests} requests"
        + (batch.WaitingFor is null ? "" : $", waiting: {batch.WaitingFor}");

    /// <summary>When a batch is wanted, and whether that can be met; null where it has no deadline.</summary>
    public static string? Deadline(BatchProgress batch) => batch.Deadline is not { } by
        ? null
        : $"by {Instant(by)}" + batch switch
        {
            { FinishedAt: { } end } when end <= by => ", and it was",
            { FinishedAt: not null } => ", but it came later",
            { OnTime: false } => ": that cannot be met, so it takes its turns by weight",
            { OnTime: true } => ": that can be met, so it goes before batches without a deadline",
            _ => "",
        };

    public static string Instant(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";

    private static string? Cost(BatchProgress batch) => batch switch
    {
        { MaxCost: > 0 } => Invariant($"{batch.Cost:0.00##} of {batch.MaxCost:0.00##} USD"),
        { Cost: > 0 } => $"{UsageView.Dollars(batch.Cost)} USD",
        _ => null,
    };

    private static string State(BatchProgress batch) =>
        Markup.Escape(batch.WaitingFor is null ? Outcome(batch) : $"{Outcome(batch)}: {batch.WaitingFor}");

    // When something failed, it is not all well.
    private static string Outcome(BatchProgress batch) =>
        batch.Failed == 0 ? batch.State : $"{batch.State}, {batch.Failed} failed";

    private static string Cached(BatchProgress batch) =>
        batch.Cached == 0 ? "" : $" ({batch.Cached} without a request of their own)";

    private static string Open(BatchProgress batch) => batch.Open == 0 ? "" : $", {batch.Open} open";

    private static string Left(Forecast? forecast) => forecast is null ? "" : $", about {forecast.Requests} to come";

    private static string PerRequest(BatchProgress batch) =>
        batch.PerRequest is { } brought ? Invariant($", {brought:0.0} documents a request") : "";
}
