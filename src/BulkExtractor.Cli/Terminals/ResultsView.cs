using BulkExtractor.Exports;
using BulkExtractor.Schema;
using Spectre.Console;

namespace BulkExtractor.Cli.Terminals;

internal static class ResultsView
{
    private const int WidestCell = 40;

    public static void Show(IAnsiConsole screen, FieldSchema fields, IReadOnlyList<ExportRow> rows)
    {
        if (rows.Count == 0)
        {
            screen.WriteLine("No results.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumn("Document");
        foreach (var property in fields.Properties) table.AddColumn(new TableColumn(Markup.Escape(property.Name)));
        foreach (var row in rows)
        {
            var cells = row.Fields is null
                ? fields.Properties.Select((_, place) => place == 0 ? $"[red]{Cut(row.Problem ?? "")}[/]" : "")
                : fields.Properties.Select(property => Cut(Text(row.Fields[property.Name])));
            table.AddRow([Cut(row.Key), .. cells]);
        }

        screen.Write(table);
    }

    public static JsonNode Shape(ExportRow row) => new JsonObject
    {
        ["key"] = row.Key,
        ["row"] = row.DocumentNo,
        ["fields"] = row.Fields?.DeepClone(),
        ["model"] = row.Model,
        ["choice"] = row.Choice,
        ["confidence"] = row.Confidence,
        ["state"] = row.State,
        ["error"] = row.Error,
    };

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonArray list => string.Join("; ", list.Select(Text)),
        JsonObject thing => string.Join(", ", thing.Where(pair => pair.Value is not null).Select(p => Text(p.Value))),
        _ => value.ToString(),
    };

    private static string Cut(string text) => Markup.Escape(Excerpt.Cut(text, WidestCell));
}
