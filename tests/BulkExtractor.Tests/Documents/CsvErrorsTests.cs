using System.Text;
using BulkExtractor.Basics;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Documents;

public sealed class CsvErrorsTests
{
    private static readonly TableLimits Small = new() { Cell = 20, Row = 30, Columns = 4, Rows = 3, BlockSize = 16 };

    [Theory]
    [InlineData("", "in.csv is empty")]
    [InlineData("\n\n", "in.csv is empty")]
    [InlineData("a,b\n", "in.csv has a header, but no rows")]
    [InlineData("a,b", "in.csv has a header, but no rows")]
    [InlineData("a,b\n\n", "in.csv has a header, but no rows")]
    public async Task A_file_without_rows_is_refused(string csv, string expected) =>
        Assert.Equal(expected, await Csv.ErrorAsync(csv));

    [Theory]
    [InlineData("a,b,a\n1,2,3\n", "in.csv: header (line 1): the column 'a' is there more than once")]
    [InlineData("a,,c\n1,2,3\n", "in.csv: header (line 1): column 2 has no name")]
    [InlineData("\na,b\n1,2\n", "in.csv: header (line 1): the line is blank, and rows follow")]
    public async Task A_header_names_each_column_once(string csv, string expected) =>
        Assert.Equal(expected, await Csv.ErrorAsync(csv));

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "row 2 (line 3): 1 cell where the header has 2 (the delimiter is ',')")]
    [InlineData("a\tb\n1\t2\t3\n", "row 1 (line 2): 3 cells where the header has 2 (the delimiter is tab)")]
    [InlineData("a,b\n\"1\n\n\",2\n3\n", "row 2 (line 5): 1 cell where the header has 2 (the delimiter is ',')")]
    public async Task A_ragged_row_is_named(string csv, string expected) =>
        Assert.Equal($"in.csv: {expected}", await Csv.ErrorAsync(csv));

    [Fact]
    public async Task A_blank_line_between_rows_is_named() =>
        Assert.Equal(
            "in.csv: row 2 (line 3): the line is blank, and rows follow",
            await Csv.ErrorAsync("a,b\n1,2\n\n\n3,4\n"));

    [Theory]
    [InlineData("a,b\n1,2\n3,\"x\n5,6\n7,8\n", 2, 3, 2)]
    [InlineData("a,b\n\"x\ny\",\"z", 1, 3, 2)]
    [InlineData("a,b\n1,\"x\"\"", 1, 2, 2)]
    [InlineData("a,b\n1,\"", 1, 2, 2)]
    [InlineData("a,b\n1,\"\"\"", 1, 2, 2)]
    public async Task An_unclosed_quote_is_named_where_it_opened(string csv, int row, int line, int cell) =>
        Assert.Equal(
            $"in.csv: row {row} (line {line}): the quote that opens cell {cell} is never closed",
            await Csv.ErrorAsync(csv));

    [Theory]
    [InlineData("a,b\n1,\"x\"y\n")]
    [InlineData("a,b\n1,\"x\" \n")]
    [InlineData("a,b\n1,\"x\"y\"\n")]
    [InlineData("a,b\n1,\"x\n5,6\n7,\"y\"\n")]
    [InlineData("a,b\n1,\"\"x\"\"")]
    public async Task Text_after_a_closing_quote_is_named(string csv) =>
        Assert.Equal(
            "in.csv: row 1 (line 2): cell 2 goes on after its closing quote; a quote in it is written twice",
            await Csv.ErrorAsync(csv));

    [Fact]
    public async Task A_missing_column_is_named_with_those_there_are()
    {
        var csv = "mail,body\n1,2\n"u8.ToArray();

        Assert.Equal(
            "in.csv: input.id names the column 'id', which is not there; the columns are: mail, body",
            await Csv.ErrorAsync(csv, new JobInput("body") { Id = "id" }));
        Assert.Contains("input.image names the column 'scan'", await Csv.ErrorAsync(
            csv, new JobInput("body") { Image = "scan" }));
        Assert.Contains("input.text names the column 'subject'", await Csv.ErrorAsync(
            csv, new JobInput("{subject} {body}")));
        Assert.Contains("'text', neither a column nor a template; the columns are: mail, body",
            await Csv.ErrorAsync(csv, new JobInput("text")));
    }

    [Fact]
    public async Task An_empty_key_is_named() =>
        Assert.Equal(
            "in.csv: row 2 (line 3): the key column 'id' is empty",
            await Csv.ErrorAsync("id,a\n1,x\n ,y\n"u8.ToArray(), new JobInput("a") { Id = "id" }));

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    public async Task A_delimiter_that_delimits_nothing_is_refused(char delimiter) =>
        Assert.Contains("cannot be the delimiter", await Csv.ErrorAsync("a\n1\n"u8.ToArray(), new JobInput("a")
        {
            Delimiter = delimiter,
        }));

    [Fact]
    public async Task An_unknown_encoding_is_named()
    {
        var input = new JobInput("a") { Encoding = "utf-9" };

        Assert.Contains("there is no encoding 'utf-9'", await Csv.ErrorAsync([], input));
    }

    [Theory]
    [InlineData("a\nxxxxxxxxx1xxxxxxxxx2x\n", "row 1 (line 2): a cell is longer than 20 characters")]
    [InlineData("a\n\"xxxxxxxx1\nxxxxxxxxx2\nx", "row 1 (line 2): a cell is longer than 20 characters")]
    [InlineData("a,b,c\nxxxxxxxxxx,xxxxxxxxxx,xxxxxxxxx\n", "row 1 (line 2): the row is longer than 30 characters")]
    [InlineData("a,b,c,d,e\n", "header (line 1): there are 5 columns; 4 are allowed")]
    [InlineData("a\n1\n2\n3\n4\n", "row 4 (line 5): the file has more than 3 rows; split it")]
    public async Task Each_limit_is_named(string csv, string expected) =>
        Assert.Contains(expected, await Csv.ErrorAsync(csv, limits: Small));

    [Theory]
    [InlineData("a\nxxxxxxxxx1xxxxxxxxx\n")]
    [InlineData("a,b\nxxxxxxxxx1xxxx,xxxxxxxxx1xxxx\n")]
    [InlineData("a,b,c,d\n1,2,3,4\n")]
    [InlineData("a\n1\n2\n3\n")]
    public async Task Each_limit_is_itself_allowed(string csv) =>
        Assert.NotEmpty(await Csv.CellsAsync(csv, Small));

    [Fact]
    public async Task A_row_beyond_the_limit_is_not_read_to_its_end()
    {
        var stream = new MemoryStream(Encoding.UTF8.GetBytes("a,b\n1,2\n" + new string(',', 1 << 20)));
        await using var documents = await TableDocuments.OpenAsync(
            stream, "in.csv", new JobInput("a"), Small, Csv.Token);

        var error = await Assert.ThrowsAsync<InputException>(
            async () => await documents.ReadAsync(Csv.Token).CountAsync(Csv.Token));

        Assert.Equal("in.csv: row 2 (line 3): the row is longer than 30 characters", error.Message);
        Assert.InRange(stream.Position, 0, 100_000);
    }
}
