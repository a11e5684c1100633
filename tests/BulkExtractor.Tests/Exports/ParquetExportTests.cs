using BulkExtractor.Exports;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Exports;

public sealed class ParquetExportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Columns_are_typed_by_the_schema_and_the_users_are_texts()
    {
        var shape = new ExportShape(["id"], Some.Object(
            ("count", new FieldSchema { Types = [FieldType.Integer, FieldType.Null] }),
            ("total", Some.Number),
            ("paid", new FieldSchema { Types = [FieldType.Boolean] }),
            ("day", new FieldSchema { Types = [FieldType.String], Format = "date" }),
            ("at", new FieldSchema { Types = [FieldType.String], Format = "date-time" }),
            ("name", Some.Text),
            ("tags", new FieldSchema { Types = [FieldType.Array] })));

        await using var written = await WriteAsync(shape, Exporting.Row(["007"], "{}"));

        await using var reader = await Tables.OpenAsync(written);
        Assert.Equal(
            [
                ("id", Tables.TextType), ("count", typeof(long)), ("total", typeof(double)), ("paid", typeof(bool)),
                ("day", typeof(DateOnly)), ("at", typeof(DateTime)), ("name", Tables.TextType),
                ("tags", Tables.TextType), ("_model", Tables.TextType), ("_confidence", typeof(double)),
                ("_error", Tables.TextType),
            ],
            reader.Schema.GetDataFields().Select(field => (field.Name, field.ClrType)));
        Assert.All(reader.Schema.GetDataFields(), field => Assert.True(field.IsNullable));
    }

    [Fact]
    public async Task No_group_has_more_than_50_000_rows()
    {
        var rows = Enumerable.Repeat(Exporting.Row(["1"], "{}"), 50_001);

        await using var written = await WriteAsync(Exporting.Shape(["id"], "a"), [.. rows]);

        await using var reader = await Tables.OpenAsync(written);
        Assert.Equal(2, reader.RowGroupCount);
        using var second = reader.OpenRowGroupReader(1);
        Assert.Equal(1, second.RowCount);
    }

    [Fact]
    public async Task A_number_that_no_column_holds_is_told_in_words_and_in_the_file()
    {
        var shape = new ExportShape([], Some.Object(("total", Some.Number)));
        var written = new MemoryStream();
        var rows = new[] { Exporting.Row([], """{"total":12345678901234567890}""") }.ToAsyncEnumerable();

        var notes = await new ParquetExport().WriteAsync(written, shape, rows, Token);

        Assert.Contains("1 value does not fit", Assert.Single(notes), StringComparison.Ordinal);
        await using var reader = await Tables.OpenAsync(written);
        Assert.Equal(notes[0], reader.CustomMetadata["bulk.left_out"]);
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("a/b")]
    [InlineData("größe 😀")]
    [InlineData(" ")]
    public async Task A_column_keeps_its_name_whatever_that_is(string name)
    {
        await using var written = await WriteAsync(Exporting.Shape([name], "x"), Exporting.Row(["1"], "{}"));

        await using var reader = await Tables.OpenAsync(written);
        Assert.Equal(name, reader.Schema.GetDataFields()[0].Name);
    }

    private static async Task<MemoryStream> WriteAsync(ExportShape shape, params ExportRow[] rows)
    {
        var output = new MemoryStream();
        await new ParquetExport().WriteAsync(output, shape, rows.ToAsyncEnumerable(), Token);
        output.Position = 0;
        return output;
    }
}
