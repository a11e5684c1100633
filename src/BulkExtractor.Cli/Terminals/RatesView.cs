using BulkExtractor.Routing;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Shows what each model did.</summary>
internal static class RatesView
{
    public static void Show(IAnsiConsole screen, IReadOnlyList<ModelRate> rates)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("Model", "Requests", "Success", "Documents", "Documents/request");
        foreach (var rate in rates.OrderByDescending(rate => rate.Rows))
        {
            table.AddRow(
                Markup.Escape(rate.Model),
                $"{rate.Requests}",
                $"{ModelsView.Success(rate):P0}",
                $"{rate.Rows}",
                $"{ModelsView.RowsPerRequest(rate):0.0}");
        }

        screen.Write(table);
    }
}
