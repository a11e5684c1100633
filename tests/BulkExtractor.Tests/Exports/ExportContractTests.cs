using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Exports;
using CsvHelper;
using CsvHelper.Configuration;

namespace BulkExtractor.Tests.Exports;

public sealed class CsvContractTests : ExportContract
{
    protected override IExportFormat Format { get; } = new CsvExport(guard: false);

    private protected override async Task<IReadOnlyList<ReadRow>> ReadAsync(Stream written)
    {
        using var text = new StreamReader(written);
        using var csv = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture));
        var rows = new List<ReadRow>();
        await csv.ReadAsync();
        while (await csv.ReadAsync()) rows.Add(ReadRow.Of(csv.Record!));
        return rows;
    }
}

public sealed class JsonLinesContractTests : ExportContract
{
    protected override IExportFormat Format { get; } = new JsonLinesExport();

    private protected override async Task<IReadOnlyList<ReadRow>> ReadAsync(Stream written)
    {
        using var text = new StreamReader(written);
        var lines = (await text.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n');
        return [.. lines[..^1].Select(line => Read(JsonNode.Parse(line)!))];
    }

    private static ReadRow Read(JsonNode row)
    {
        string[] names = ["name", "total", "paid", "day", "items"];
        var fields = names.Select(name => Text(row["fields"]?[name]));
        return ReadRow.Of(
        [
            Text(row["columns"]!["id"]), Text(row["columns"]!["text"]), .. fields,
            Text(row["model"]), Text(row["confidence"]), Text(row["error"]),
        ]);
    }

    private static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "",
        JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };
}

public sealed class ParquetContractTests : ExportContract
{
    protected override IExportFormat Format { get; } = new ParquetExport();

    // A group is written when it is full.
    protected override int ManyRows => 30_000;

    // It is told instead.
    protected override string Shown(string number) => number == "12345678901234567890" ? "" : number;

    private protected override async Task<IReadOnlyList<ReadRow>> ReadAsync(Stream written) =>
        [.. (await Tables.ReadAsync(written)).Select(ReadRow.Of)];
}

public sealed class XlsxContractTests : ExportContract
{
    protected override IExportFormat Format { get; } = new XlsxExport();

    private protected override Task<IReadOnlyList<ReadRow>> ReadAsync(Stream written) =>
        Task.FromResult<IReadOnlyList<ReadRow>>([.. Workbooks.Read(written).Skip(1).Select(ReadRow.Of)]);
}
