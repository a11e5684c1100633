using System.IO.Compression;
using System.Text.Json;
using BulkExtractor.Basics;
using BulkExtractor.Benchmarks.Surroundings;
using Parquet;
using Parquet.Schema;
using SpreadCheetah;

namespace BulkExtractor.Benchmarks.Ingest;

/// <summary>The same notes as files of every format that comes in.</summary>
internal sealed class FormatFiles(Workspace workspace, int rows)
{
    private const int MostRowsOfGroup = 100_000;

    /// <summary>Writes them all; their paths by format, CSV first.</summary>
    public async Task<IReadOnlyDictionary<string, string>> WriteAsync(CancellationToken cancellationToken)
    {
        var csv = workspace.WriteNotes(rows);
        return new OrderedDictionary<string, string>
        {
            ["csv"] = csv,
            ["csv.gz"] = await PackAsync(csv, cancellationToken),
            ["jsonl"] = await WriteJsonAsync("notes.jsonl", "", "\n", "", cancellationToken),
            ["json"] = await WriteJsonAsync("notes.json", "[", ",\n", "]", cancellationToken),
            ["xlsx"] = await WriteWorkbookAsync(cancellationToken),
            ["parquet"] = await WriteParquetAsync(cancellationToken),
        };
    }

    private async Task<string> PackAsync(string csv, CancellationToken cancellationToken)
    {
        var path = workspace.PathOf("notes.csv.gz");
        await using var from = File.OpenRead(csv);
        await using var to = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        await from.CopyToAsync(to, cancellationToken);
        return path;
    }

    private async Task<string> WriteJsonAsync(
        string name, string begin, string between, string end, CancellationToken cancellationToken)
    {
        var path = workspace.PathOf(name);
        await using var file = new StreamWriter(path);
        file.Write(begin);
        for (var row = 1; row <= rows; row++)
        {
            if (row > 1) file.Write(between);
            file.Write(JsonSerializer.Serialize(ObjectOf(row), PlainJson.Compact));
        }

        await file.WriteAsync(end.AsMemory(), cancellationToken);
        return path;
    }

    private async Task<string> WriteWorkbookAsync(CancellationToken cancellationToken)
    {
        var path = workspace.PathOf("notes.xlsx");
        await using var file = File.Create(path);
        await using var book = await Spreadsheet.CreateNewAsync(file, cancellationToken: cancellationToken);
        await book.StartWorksheetAsync("notes", token: cancellationToken);
        await book.AddRowAsync([.. Workspace.NoteColumns.Select(cell => new DataCell(cell))], cancellationToken);
        for (var row = 1; row <= rows; row++)
            await book.AddRowAsync([.. Workspace.NoteCells(row).Select(cell => new DataCell(cell))], cancellationToken);
        await book.FinishAsync(cancellationToken);
        return path;
    }

    private async Task<string> WriteParquetAsync(CancellationToken cancellationToken)
    {
        var path = workspace.PathOf("notes.parquet");
        DataField[] fields =
            [.. Workspace.NoteColumns.Select(name => new DataField(name, typeof(string), isNullable: true))];
        await using var file = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields), file, cancellationToken: cancellationToken);
        foreach (var some in Enumerable.Range(1, rows).Chunk(MostRowsOfGroup))
        {
            using var group = writer.CreateRowGroup();
            string?[][] cells = [.. some.Select(Workspace.NoteCells)];
            for (var at = 0; at < fields.Length; at++)
                await group.WriteAsync(fields[at], cells.Select(row => row[at]).ToArray());
        }

        return path;
    }

    private static Dictionary<string, string> ObjectOf(int row) => Workspace.NoteColumns
        .Zip(Workspace.NoteCells(row), KeyValuePair.Create)
        .ToDictionary();
}
