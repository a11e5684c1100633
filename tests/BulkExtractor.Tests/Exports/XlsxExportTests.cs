using BulkExtractor.Basics;
using BulkExtractor.Exports;
using BulkExtractor.Exports.Xlsx;
using BulkExtractor.Schema;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace BulkExtractor.Tests.Exports;

public sealed class XlsxExportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cells_are_typed_by_the_schema_and_the_users_columns_are_texts()
    {
        var shape = new ExportShape(["id"], Some.Object(
            ("total", Some.Number),
            ("paid", new FieldSchema { Types = [FieldType.Boolean] }),
            ("day", new FieldSchema { Types = [FieldType.String], Format = "date" }),
            ("at", new FieldSchema { Types = [FieldType.String], Format = "date-time" })));
        var fields = """{"total":12.5,"paid":true,"day":"2026-01-27","at":"2026-01-27T18:00:00Z"}""";
        var output = new MemoryStream();

        await new XlsxExport().WriteAsync(
            output, shape, new[] { Exporting.Row(["007"], fields) }.ToAsyncEnumerable(), Token);

        var cells = Workbooks.FirstRow(output);
        Assert.Equal((CellValues.InlineString, "007"), (cells[0].DataType!.Value, cells[0].InlineString!.InnerText));
        Assert.Equal((null, "12.5"), (cells[1].DataType?.Value, cells[1].CellValue!.Text));
        Assert.Equal((CellValues.Boolean, "1"), (cells[2].DataType!.Value, cells[2].CellValue!.Text));
        Assert.Equal(("46049", "46049.75"), (cells[3].CellValue!.Text, cells[4].CellValue!.Text));
        Assert.Equal(
            [null, Workbooks.DayFormat, $@"{Workbooks.DayFormat}\ hh:mm:ss"],
            Workbooks.FirstRowFormats(output).Skip(2).Take(3));
    }

    [Fact]
    public async Task Cells_say_where_they_are_and_the_header_stays_in_sight_with_a_filter()
    {
        var output = new MemoryStream();

        await new XlsxExport().WriteAsync(
            output, Exporting.Shape(["a"], "b"), new[] { Exporting.Row(["1"], "{}") }.ToAsyncEnumerable(), Token);

        using var document = SpreadsheetDocument.Open(output, isEditable: false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Equal("A2", sheet.Descendants<Row>().Last().Elements<Cell>().First().CellReference!.Value);
        Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
        Assert.Equal("A1:E1048576", sheet.Descendants<AutoFilter>().Single().Reference!.Value);
        Assert.Equal(5, sheet.Descendants<Column>().Count());
    }

    [Fact]
    public async Task The_columns_are_named_as_in_a_csv()
    {
        var output = new MemoryStream();

        await new XlsxExport().WriteAsync(
            output, Exporting.Shape(["a", "b"], "a", "c"), AsyncEnumerable.Empty<ExportRow>(), Token);

        Assert.Equal(["a", "b", "field.a", "c", "_model", "_confidence", "_error"], Workbooks.Read(output)[0]);
    }

    [Fact]
    public async Task A_full_sheet_is_followed_by_the_next_one_with_the_same_header()
    {
        var output = new MemoryStream();
        await using (var book = await XlsxBook.CreateAsync(output, ["a"], new XlsxCuts(["a"]), Token, mostRows: 3))
        {
            for (var number = 1; number <= 5; number++) await book.AddAsync([XlsxCell.OfText($"{number}")], Token);
            await book.FinishAsync(Token);
        }

        Assert.Equal(["a", "1", "2", "a", "3", "4", "a", "5"], Workbooks.Read(output).Select(row => row[0]));
    }

    [Theory]
    [InlineData("1899-12-31")]
    [InlineData("2026-01-27 or later")]
    public void A_day_that_spreadsheets_do_not_agree_on_stays_a_text(string day) =>
        Assert.Equal(
            new XlsxCell(XlsxCellKind.Text, day), XlsxCell.Create(day, new FieldSchema { Format = "date" }));

    [Fact]
    public void A_time_with_an_offset_stays_a_text() =>
        Assert.Equal(
            XlsxCellKind.Text,
            XlsxCell.Create("2026-01-27T18:00:00+01:00", new FieldSchema { Format = "date-time" }).Kind);

    [Fact]
    public void A_text_that_is_too_long_for_a_cell_ends_with_an_ellipsis_and_no_half_character()
    {
        var text = XlsxText.Clean(new string('x', 32_765) + "😀😀😀");

        Assert.Equal(new string('x', 32_765) + "…", text);
        Assert.Equal(32_767, XlsxText.Clean(new string('x', 32_767)).Length);
    }

    [Fact]
    public async Task Texts_that_are_cut_are_told_and_listed_in_a_sheet_of_their_own()
    {
        var output = new MemoryStream();
        var rows = new[] { Exporting.Row([new string('x', 40_000)], "{}") }.ToAsyncEnumerable();

        var notes = await new XlsxExport().WriteAsync(output, Exporting.Shape(["text"], "a"), rows, Token);

        Assert.StartsWith("1 text is longer than the 32,767 letters", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal(["1", "text", "40000", "32767"], Workbooks.Read(output)[^1]);
    }

    [Fact]
    public async Task More_columns_than_a_sheet_has_are_refused()
    {
        var shape = Exporting.Shape([.. Enumerable.Range(1, 16_385).Select(number => $"c{number}")]);

        var error = await Assert.ThrowsAsync<InputException>(() => new XlsxExport().WriteAsync(
            new MemoryStream(), shape, AsyncEnumerable.Empty<ExportRow>(), Token));

        Assert.Contains("do not fit into a sheet", error.Message);
    }
}
