using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ParquetSharp;

namespace BulkExtractor.Benchmarks.Export;

/// <summary>
/// Reads exports to their end: workbooks and Parquet with libraries that had no part in writing them.
/// </summary>
internal static class ReadBack
{
    private const string Field = "total";

    /// <summary>How many rows a file has, and the sum of their totals.</summary>
    public static (int Rows, double Total) Read(string file)
    {
        var (rows, total) = (0, 0.0);
        foreach (var one in TotalsOf(file)) (rows, total) = (rows + 1, total + one);
        return (rows, total);
    }

    private static IEnumerable<double> TotalsOf(string file) => Path.GetExtension(file) switch
    {
        ".csv" => OfCsv(file),
        ".jsonl" => OfJsonLines(file),
        ".xlsx" => OfWorkbook(file),
        ".parquet" => OfParquet(file),
        var other => throw new ArgumentException($"Nobody reads {other} here.", nameof(file)),
    };

    private static IEnumerable<double> OfCsv(string file)
    {
        using var csv = new CsvReader(new StreamReader(file), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read()) yield return csv.GetField<double>(Field);
    }

    private static IEnumerable<double> OfJsonLines(string file) =>
        File.ReadLines(file).Select(line => (double)JsonNode.Parse(line)!["fields"]![Field]!);

    private static IEnumerable<double> OfWorkbook(string file)
    {
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        var book = document.WorkbookPart!;
        foreach (var sheet in book.Workbook.Sheets!.Elements<Sheet>())
        {
            var place = -1;
            using var reader = OpenXmlReader.Create((WorksheetPart)book.GetPartById(sheet.Id!));
            while (reader.Read())
            {
                if (reader.ElementType != typeof(Row) || !reader.IsStartElement) continue;
                var cells = ((Row)reader.LoadCurrentElement()!).Elements<Cell>().ToList();
                if (place < 0) place = cells.FindIndex(cell => cell.InnerText == Field);
                else yield return double.Parse(cells[place].CellValue!.Text, CultureInfo.InvariantCulture);
            }
        }
    }

    private static IEnumerable<double> OfParquet(string file)
    {
        using var reader = new ParquetFileReader(file);
        for (var number = 0; number < reader.FileMetaData.NumRowGroups; number++)
        {
            using var group = reader.RowGroup(number);
            double?[] totals = [];
            for (var place = 0; place < group.MetaData.NumColumns; place++)
            {
                using var column = group.Column(place);
                var rows = (int)group.MetaData.NumRows;
                if (column.ColumnDescriptor.PhysicalType != PhysicalType.Double) ReadTexts(column, rows);
                else if (column.ColumnDescriptor.Name == Field) totals = ReadNumbers(column, rows);
                else ReadNumbers(column, rows);
            }

            foreach (var total in totals) yield return total!.Value;
        }
    }

    private static void ReadTexts(ColumnReader column, int rows)
    {
        using var texts = column.LogicalReader<string?>();
        texts.ReadAll(rows);
    }

    private static double?[] ReadNumbers(ColumnReader column, int rows)
    {
        using var numbers = column.LogicalReader<double?>();
        return numbers.ReadAll(rows);
    }
}
