using System.Text;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Documents;

public sealed class TableDocumentsTests
{
    [Fact]
    public async Task They_can_be_read_once_more_from_the_first()
    {
        await using var documents = await Csv.OpenAsync(
            "a,b\n1,x\n,\n2,y\n"u8.ToArray(), new JobInput("b") { Id = "a" });

        var first = await documents.ReadAsync(Csv.Token).ToListAsync(Csv.Token);
        var second = await documents.ReadAsync(Csv.Token).ToListAsync(Csv.Token);

        Assert.Equal(["x", "y"], first.Select(document => document.Text));
        Assert.Equal(first.Select(document => document.Number), second.Select(document => document.Number));
        Assert.Equal(1, documents.Notes.EmptyRows);
    }

    [Fact]
    public async Task Those_of_a_pipe_are_gone_once_they_were_read()
    {
        await using var documents = await TableDocuments.OpenAsync(
            new Pipe("a\n1\n"u8.ToArray()), "stdin", new JobInput("a"), Csv.Token);
        Assert.Single(await documents.ReadAsync(Csv.Token).ToListAsync(Csv.Token));

        var told = await Assert.ThrowsAsync<InputException>(
            async () => await documents.ReadAsync(Csv.Token).ToListAsync(Csv.Token));

        Assert.StartsWith("stdin came in only once", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_becomes_a_document_with_its_key_text_picture_and_cells()
    {
        var input = new JobInput("{subject}\n\n{body}") { Id = "id", Image = "scan" };
        var csv = "id,subject,body,scan\nm1,Hello,\"a, b\",s.png\nm2,Bye,c,\n"u8.ToArray();

        var documents = await Csv.ReadAsync(csv, input);

        Assert.Equal((1, "m1", "Hello\n\na, b", "s.png"), Parts(documents[0]));
        Assert.Equal((2, "m2", "Bye\n\nc", null), Parts(documents[1]));
        Assert.Equal(["m1", "Hello", "a, b", "s.png"], documents[0].Columns);
    }

    [Fact]
    public async Task Without_a_key_column_the_row_number_is_the_key() =>
        Assert.Equal(["1", "2"], (await Csv.ReadAsync("a\nx\ny\n")).Select(document => document.Key));

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n")]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("a,b\n1,2\r\n\"3\",\"4\"")]
    [InlineData("a,b\n1,2\n3,4\n\n\n")]
    public async Task Rows_may_end_as_they_like(string csv) =>
        Assert.Equal([["1", "2"], ["3", "4"]], await Csv.CellsAsync(csv));

    [Theory]
    [InlineData("\"x\r\ny\"", "x\r\ny")]
    [InlineData("\"say \"\"hi\"\"\"", "say \"hi\"")]
    [InlineData("\"\"\"\"", "\"")]
    [InlineData("\"\"", "")]
    [InlineData(" x ", " x ")]
    [InlineData("5'10\" tall", "5'10\" tall")]
    [InlineData("\"a,b\"", "a,b")]
    public async Task A_cell_is_what_its_quotes_say(string cell, string expected) =>
        Assert.Equal([expected, "z"], Assert.Single(await Csv.CellsAsync($"a,b\n{cell},z\n")));

    [Fact]
    public async Task An_empty_cell_of_a_single_column_is_a_row() =>
        Assert.Equal([["x"], [""]], await Csv.CellsAsync("a\nx\n\"\"\n\n"));

    [Theory]
    [InlineData("a,b\n1,2\n", ',')]
    [InlineData("a;b\n1,5;2,5\n", ';')]
    [InlineData("a\tb,c\n1\t2\n", '\t')]
    [InlineData("a|b\n1|2\n", '|')]
    [InlineData("\"a,x,y\";b\n\"1,2,3\";2\n", ';')]
    [InlineData("a,\"b;c;d\"\n1,\"x\"\"\n;;;\"\n2,\";;\"\n", ',')]
    [InlineData("a\nno; delimiter; here\n", ',')]
    [InlineData("a;b,c;d\n1;2;3\n4;5,5;6\n", ';')]
    public async Task The_delimiter_is_found_out(string csv, char expected)
    {
        var input = new JobInput(csv[0] == '"' ? "b" : "a");

        await using var documents = await Csv.OpenAsync(Encoding.UTF8.GetBytes(csv), input);

        Assert.Equal(expected, documents.Shape.Dialect!.Delimiter);
    }

    [Fact]
    public async Task A_named_delimiter_is_taken_as_named()
    {
        var input = new JobInput("a,b") { Delimiter = ';' };

        var document = Assert.Single(await Csv.ReadAsync("a,b\n1,2\n"u8.ToArray(), input));

        Assert.Equal("1,2", document.Text);
    }

    [Fact]
    public async Task Reading_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        await using var documents = await Csv.OpenAsync("a\n1\n2\n"u8.ToArray(), new JobInput("a"));
        await using var rows = documents.ReadAsync(cancel.Token).GetAsyncEnumerator(cancel.Token);
        await rows.MoveNextAsync();

        await cancel.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await rows.MoveNextAsync());
    }

    private static (int, string, string, string?) Parts(Document document) =>
        (document.Number, document.Key, document.Text, document.Image);

    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
