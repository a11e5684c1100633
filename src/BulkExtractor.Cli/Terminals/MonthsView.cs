using BulkExtractor.Forecasting;
using BulkExtractor.Models;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows what the requests of months brought.</summary>
internal static class MonthsView
{
    public static void Show(IAnsiConsole screen, IReadOnlyList<MonthSpending> months)
    {
        if (months.Count == 0)
        {
            screen.WriteLine("No day was summed up yet: that is done when the next one is over.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("Month", "Account", "Requests", "Wasted", "Documents");
        foreach (var month in months)
        {
            table.AddRow(
                month.Month,
                Markup.Escape(Account.NameIn(month.Account)),
                $"{month.Requests:N0}",
                $"{month.Wasted:N0}",
                $"{month.Rows:N0}");
        }

        screen.Write(table);
    }

    public static JsonNode Shape(MonthSpending month) => new JsonObject
    {
        ["month"] = month.Month,
        ["account"] = Account.NameIn(month.Account),
        ["requests"] = month.Requests,
        ["wasted"] = month.Wasted,
        ["documents"] = month.Rows,
    };
}
