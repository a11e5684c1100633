using BulkExtractor.Forecasting;
using BulkExtractor.Models;
using Spectre.Console;
using static System.FormattableString;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows what requests took and brought.</summary>
internal static class UsageView
{
    /// <summary>By model, where there are any.</summary>
    public static void Show(IAnsiConsole screen, BatchUsage usage)
    {
        if (usage.Models.Count > 0) ShowModels(screen, usage.Models);
    }

    /// <summary>The last days: together, then by account, model and job.</summary>
    public static void Show(IAnsiConsole screen, SpanUsage span)
    {
        var days = span.Days == 1 ? "Today" : $"In the last {span.Days} days";
        if (span.Total.Requests == 0)
        {
            screen.WriteLine($"{days}: no request.");
            return;
        }

        screen.WriteLine(Invariant(
            $"{days}: {span.Total.Requests:#,0} requests, {span.Total.Wasted:#,0} of them wasted; ")
            + Invariant($"{span.Total.Rows:#,0} documents; {Tokens(span.Total)}{Cost(span.Total)}."));
        ShowNamed(screen, "Account", span.Accounts, Account.NameIn);
        ShowModels(screen, span.Models);
        ShowNamed(screen, "Job", span.Jobs, name => name);
        WasteView.Show(screen, span.Waste);
    }

    /// <summary>Tokens read and written, and how many of those were thoughts.</summary>
    public static string Tokens(Usage usage)
    {
        var thoughts = usage.ThoughtTokens > 0 ? Invariant($" ({usage.ThoughtTokens:#,0} of them thoughts)") : "";
        return Invariant($"{usage.PromptTokens:#,0} tokens read, {usage.CompletionTokens:#,0} written{thoughts}");
    }

    public static string Dollars(decimal cost) => Invariant($"{cost:0.00##}");

    private static string Cost(Usage usage) => usage.Cost > 0 ? $"; {Dollars(usage.Cost)} USD" : "";

    private static void ShowModels(IAnsiConsole screen, IReadOnlyList<ModelUsage> models) =>
        Show(screen, "Model", [.. models.Select(model => model.ToNamed())]);

    private static void ShowNamed(
        IAnsiConsole screen, string heading, IReadOnlyList<NamedUsage> rows, Func<string, string> name) =>
        Show(screen, heading, [.. rows.Select(row => row with { Name = name(row.Name) })]);

    private static void Show(IAnsiConsole screen, string heading, IReadOnlyList<NamedUsage> rows)
    {
        var costs = rows.Any(row => row.Usage.Cost > 0);
        var table = new Table().Border(TableBorder.Simple).AddColumn(heading);
        foreach (var column in new[] { "Requests", "Wasted", "Documents", "Read", "Written" })
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        if (costs) table.AddColumn(new TableColumn("USD").RightAligned().NoWrap());
        foreach (var (name, usage) in rows)
        {
            long[] numbers =
                [usage.Requests, usage.Wasted, usage.Rows, usage.PromptTokens, usage.CompletionTokens];
            string[] cells = [Markup.Escape(name), .. numbers.Select(number => Invariant($"{number:#,0}"))];
            table.AddRow(costs ? [.. cells, Dollars(usage.Cost)] : cells);
        }

        screen.Write(table);
    }
}
