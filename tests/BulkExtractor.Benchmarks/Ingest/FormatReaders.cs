using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Xml;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Jobs;
using CsvHelper;
using Parquet;

namespace BulkExtractor.Benchmarks.Ingest;

/// <summary>Reads a file to its end, by the product's reader and by a bare loop over the format's library.</summary>
internal static class FormatReaders
{
    /// <summary>The product's reader; how many rows there were.</summary>
    public static async Task<int> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var options = new TableOptions(new JobInput("text"));
        await using var source = new TableSource([IncomingFile.FromDisk(path, path)], options);
        await using var table = await source.OpenAsync(cancellationToken);
        var rows = 0;
        while (await table.ReadAsync(cancellationToken) is not null) rows++;
        return rows;
    }

    /// <summary>The library alone, which makes a string of each cell; how many there were, with a header's.</summary>
    public static async Task<int> ReadBareAsync(string format, string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        switch (format)
        {
            case "csv": return CountCsv(file);
            case "csv.gz": return CountCsv(new GZipStream(file, CompressionMode.Decompress));
            case "jsonl": return await CountLinesAsync(file, cancellationToken);
            case "json": return await CountObjectsAsync(file, cancellationToken);
            case "xlsx": return CountWorkbook(file);
            default: return await CountParquetAsync(file, cancellationToken);
        }
    }

    private static async Task<int> CountObjectsAsync(Stream stream, CancellationToken cancellationToken)
    {
        var cells = 0;
        await foreach (var row in JsonSerializer.DeserializeAsyncEnumerable<Dictionary<string, string>>(
            stream, cancellationToken: cancellationToken))
            cells += row!.Count;
        return cells;
    }

    private static int CountCsv(Stream stream)
    {
        using var parser = new CsvParser(new StreamReader(stream), CultureInfo.InvariantCulture);
        var cells = 0;
        while (parser.Read()) cells += parser.Record!.Length;
        return cells;
    }

    private static async Task<int> CountLinesAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream);
        var cells = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            cells += JsonSerializer.Deserialize<Dictionary<string, string>>(line)!.Count;
        return cells;
    }

    // The framework has no workbooks: its zip and its XML, which every reader of them stands on.
    private static int CountWorkbook(Stream stream)
    {
        using var archive = new ZipArchive(stream);
        var cells = 0;
        var sheet = archive.Entries.Single(entry => entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal));
        using var xml = XmlReader.Create(sheet.Open());
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Text && xml.Value.Length > 0) cells++;
        return cells;
    }

    private static async Task<int> CountParquetAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellationToken);
        var cells = 0;
        for (var at = 0; at < reader.RowGroupCount; at++)
        {
            using var group = reader.OpenRowGroupReader(at);
            foreach (var field in reader.Schema.GetDataFields())
            {
                var values = new string?[group.RowCount];
                await group.ReadAsync(field, values.AsMemory(), cancellationToken: cancellationToken);
                cells += values.Length;
            }
        }

        return cells;
    }
}
