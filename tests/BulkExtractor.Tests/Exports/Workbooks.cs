using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace BulkExtractor.Tests.Exports;

/// <summary>Reads workbooks with the Open XML SDK, which also says whether they are right.</summary>
internal static class Workbooks
{
    /// <summary>How a day is shown.</summary>
    public const string DayFormat = @"yyyy\-mm\-dd";

    private static readonly DateTime DayZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The rows of all sheets, the cells as somebody sees them.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Read(Stream workbook)
    {
        using var document = SpreadsheetDocument.Open(workbook, isEditable: false);
        var problems = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document);
        Assert.Empty(problems.Select(problem => $"{problem.Path?.XPath}: {problem.Description}"));
        var book = document.WorkbookPart!;
        return
        [
            .. book.Workbook.Sheets!.Elements<Sheet>()
                .Select(sheet => (WorksheetPart)book.GetPartById(sheet.Id!))
                .SelectMany(part => part.Worksheet.Descendants<Row>())
                .Select(row => (IReadOnlyList<string>)[.. row.Elements<Cell>().Select(cell => Text(book, cell))]),
        ];
    }

    /// <summary>The cells of the first row below the header.</summary>
    public static IReadOnlyList<Cell> FirstRow(Stream workbook)
    {
        using var document = SpreadsheetDocument.Open(workbook, isEditable: false);
        var sheet = document.WorkbookPart!.WorksheetParts.First().Worksheet;
        return [.. sheet.Descendants<Row>().ElementAt(1).Elements<Cell>()];
    }

    /// <summary>How each cell of the first row below the header shows its number; null as it is.</summary>
    public static IReadOnlyList<string?> FirstRowFormats(Stream workbook)
    {
        using var document = SpreadsheetDocument.Open(workbook, isEditable: false);
        return [.. FirstRow(workbook).Select(cell => FormatOf(document.WorkbookPart!, cell))];
    }

    private static string Text(WorkbookPart book, Cell cell)
    {
        Assert.Null(cell.CellFormula);
        if (cell.DataType?.Value == CellValues.InlineString) return Unescape(cell.InlineString!.InnerText);
        if (cell.DataType?.Value == CellValues.Boolean) return cell.CellValue!.Text == "1" ? "true" : "false";
        return FormatOf(book, cell) == DayFormat ? Day(cell.CellValue!.Text) : cell.CellValue?.Text ?? "";
    }

    private static string? FormatOf(WorkbookPart book, Cell cell)
    {
        var styles = book.WorkbookStylesPart!.Stylesheet;
        var style = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)(cell.StyleIndex?.Value ?? 0));
        return styles.NumberingFormats?.Elements<NumberingFormat>()
            .FirstOrDefault(format => format.NumberFormatId?.Value == style.NumberFormatId?.Value)?.FormatCode?.Value;
    }

    private static string Day(string number) =>
        DayZero.AddDays(double.Parse(number, CultureInfo.InvariantCulture))
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // As ECMA-376 says of ST_Xstring.
    private static string Unescape(string text) => System.Text.RegularExpressions.Regex.Replace(
        text, "_x([0-9A-Fa-f]{4})_", match => $"{(char)Convert.ToInt32(match.Groups[1].Value, 16)}");
}
