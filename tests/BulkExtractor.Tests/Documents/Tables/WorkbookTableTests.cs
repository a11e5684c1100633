using BulkExtractor.Documents.Tables.Workbooks;

namespace BulkExtractor.Tests.Documents.Tables;

public sealed class WorkbookTableTests
{
    [Theory]
    [InlineData("<c><v>12345678901234567</v></c>", "12345678901234567")]
    [InlineData("<c><v>1.2345678901234568E+16</v></c>", "12345678901234568")]
    [InlineData("<c><v>0.30000000000000004</v></c>", "0.3")]
    [InlineData("<c><v>1E-05</v></c>", "0.00001")]
    [InlineData("<c><v>-7</v></c>", "-7")]
    [InlineData("<c t=\"b\"><v>1</v></c>", "true")]
    [InlineData("<c t=\"e\"><v>#N/A</v></c>", "#N/A")]
    [InlineData("<c t=\"str\"><f>A1</f><v>formula</v></c>", "formula")]
    [InlineData("<c t=\"s\"><v>0</v></c>", "rich  text")]
    [InlineData("<c t=\"s\"><v>1</v></c>", "a\rb & ü")]
    [InlineData("<c s=\"1\"><v>46000</v></c>", "2025-12-09")]
    [InlineData("<c s=\"2\"><v>46000.5</v></c>", "2025-12-09T12:00:00")]
    [InlineData("<c s=\"3\"><v>46000</v></c>", "2025-12-09")]
    [InlineData("<c s=\"4\"><v>0.4375</v></c>", "10:30:00")]
    [InlineData("<c s=\"5\"><v>2.5</v></c>", "2.5")]
    [InlineData("<c s=\"6\"><v>1.5</v></c>", "36:00:00")]
    [InlineData("<c s=\"1\"><v>59</v></c>", "1900-02-28")]
    [InlineData("<c s=\"1\"><v>60</v></c>", "1900-02-29")]
    [InlineData("<c s=\"1\"><v>-3</v></c>", "-3")]
    [InlineData("<c t=\"d\"><v>2026-01-02T03:04:05</v></c>", "2026-01-02T03:04:05")]
    public async Task Cells_become_the_text_that_a_person_expects(string cell, string text)
    {
        var workbook = Workbook.Create(
            Workbook.Row(1, "a") + $"<row r=\"2\">{cell}</row>",
            "<si><r><t>rich </t></r><r><t xml:space=\"preserve\"> text</t></r><rPh><t>PHON</t></rPh></si>"
            + "<si><t>a_x000D_b &amp; ü</t></si>");

        Assert.Equal(text, (await Table.ReadAsync(workbook))[1][0]);
    }

    [Theory]
    [InlineData("yyyy-mm-dd", "Date")]
    [InlineData("[$-411]ggge\"年\"m\"月\"d\"日\"", "Date")]
    [InlineData("mmm", "Date")]
    [InlineData("h:mm AM/PM", "Time")]
    [InlineData("[h]:mm", "Span")]
    [InlineData("0.00E+00", "Number")]
    [InlineData("[Red]0.00;[Blue]-0.00", "Number")]
    [InlineData("0\" days\"", "Number")]
    [InlineData("General", "Number")]
    [InlineData("@", "Number")]
    public void A_format_is_a_date_by_its_signs_alone(string code, string kind) =>
        Assert.Equal(kind, $"{CellFormats.KindOf(code)}");

    [Fact]
    public async Task Cells_stand_where_their_references_say_and_rows_without_cells_are_left_out()
    {
        var workbook = Workbook.Create(
            "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>a</v></c><c r=\"B3\" t=\"str\"><v>b</v></c>"
            + "<c r=\"C3\" t=\"str\"><v>c</v></c></row>"
            + "<row r=\"5\"><c r=\"C5\"><v>1</v></c></row><row r=\"6\"><c r=\"A6\" s=\"1\"/></row>"
            + "<row r=\"9\"><c r=\"B9\"><v>2</v></c></row>");

        Assert.Equal("a|b|c\n||1\n|2|", Table.Joined(await Table.ReadAsync(workbook)));
    }

    [Fact]
    public async Task A_sheet_is_taken_by_its_name_and_another_one_is_told()
    {
        var workbook = Workbook.Create(
            Workbook.Row(1, "a") + Workbook.Row(2, "1"), second: Workbook.Row(1, "b") + Workbook.Row(2, "2"));

        Assert.Equal("b\n2", Table.Joined(await Table.ReadAsync(workbook, options => options with { Sheet = "two" })));
        Assert.Equal(
            "the workbook has 1 more sheets, which are not read: Two",
            Assert.Single((await Table.ShapeAsync(workbook)).Remarks));
        Assert.Contains(
            "its sheets are: 'One', 'Two'",
            await Table.ErrorAsync(workbook, options => options with { Sheet = "Three" }),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<row r=\"2\"><c r=\"B2\"><v>2</v></c></row>", "row 2: there is a cell in column 2")]
    [InlineData("<row r=\"2\"><c t=\"s\"><v>7</v></c></row>", "row 2 refers to a text that is not there")]
    [InlineData("<row r=\"1\"/>", "row 1 follows row 1")]
    [InlineData("<row r=\"2000000000\"/>", "row 2000000000 follows row 1")]
    [InlineData("<row r=\"2\"><c r=\"ZZZZZZ2\"><v>1</v></c></row>", "the cells of row 2 are not in order")]
    [InlineData("<row r=\"2\"><c", "is no XML")]
    public async Task What_is_wrong_in_a_sheet_is_told_with_its_place(string row, string expected)
    {
        var workbook = Workbook.Create(Workbook.Row(1, "a") + row);

        Assert.Contains(expected, await Table.ErrorAsync(workbook), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_that_do_not_fit_into_memory_are_found_in_their_file()
    {
        // Random ones pack badly, as texts of people do.
        var random = new Random(1);
        var texts = Enumerable.Range(0, 60)
            .Select(_ => new string(random.GetItems<char>("abcdefghij", 200_000)))
            .ToList();
        var strings = string.Concat(texts.Select(text => $"<si><t>{text}</t></si>"));
        var rows = string.Concat(texts.Select((_, i) => $"<row r=\"{i + 2}\"><c t=\"s\"><v>{59 - i}</v></c></row>"));

        var read = await Table.ReadAsync(Workbook.Create(Workbook.Row(1, "a") + rows, strings));

        Assert.Equal(texts.AsEnumerable().Reverse(), read.Skip(1).Select(row => row[0]));
    }
}
