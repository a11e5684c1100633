using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Exports;
using static BulkExtractor.Tests.Exports.Exporting;

namespace BulkExtractor.Tests.Exports;

public sealed class CsvExportTests
{
    private static readonly CsvExport Csv = new(guard: true);

    [Fact]
    public async Task The_users_columns_come_first_then_the_fields_in_the_schemas_order()
    {
        var shape = Shape(["id", "text"], "b", "a");

        var csv = await WriteAsync(
            Csv, shape,
            Row(["1", "Grüße, 😀"], """{"a":"x","b":1.50}"""),
            Row(["2", ""], null) with { Model = null, Confidence = null, Error = "gave \"up\"" });

        Assert.Equal(
            "id,text,b,a,_model,_confidence,_error\r\n"
            + "1,\"Grüße, 😀\",1.50,x,m/x,0.95,\r\n"
            + "2,,,,,,\"gave \"\"up\"\"\"\r\n", csv);
    }

    [Theory]
    [InlineData("true", "true")]
    [InlineData("null", "")]
    [InlineData("\"\"", "")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("\"x\\ny\"", "\"x\ny\"")]
    [InlineData("\" x\"", "\" x\"")]
    [InlineData("\"x;y\"", "\"x;y\"")]
    [InlineData("[\"ä\", 1]", "\"[\"\"ä\"\",1]\"")]
    [InlineData("{\"b\": 1}", "\"{\"\"b\"\":1}\"")]
    [InlineData("\"=1+1\"", "'=1+1")]
    public async Task A_value_stands_as_text_or_compact_json(string value, string expected)
    {
        var csv = await WriteAsync(Csv, Shape(["id"], "a"), Row(["1"], $$"""{"a":{{value}}}"""));

        Assert.Equal($"id,a,_model,_confidence,_error\r\n1,{expected},m/x,0.95,\r\n", csv);
    }

    [Theory]
    [InlineData("a,b", "a,c", "a,b,field.a,c,_model,_confidence,_error")]
    [InlineData("a,field.a", "a", "a,field.a,field.field.a,_model,_confidence,_error")]
    [InlineData("a", "_model", "a,field._model,_model,_confidence,_error")]
    [InlineData("a,_error", "x", "a,_error,x,_model,_confidence,__error")]
    [InlineData("=cmd", "x", "'=cmd,x,_model,_confidence,_error")]
    public async Task No_column_is_named_twice(string columns, string fields, string expected)
    {
        var csv = await WriteAsync(Csv, Shape(columns.Split(','), fields.Split(',')));

        Assert.Equal($"{expected}\r\n", csv);
    }

    [Theory]
    [InlineData("utf-8", true, "EF-BB-BF-69-64-3B")]
    [InlineData("utf-8", false, "69-64-3B")]
    [InlineData("utf-16", true, "FF-FE-69-00-64-00")]
    [InlineData("utf-16BE", true, "FE-FF-00-69-00-64")]
    [InlineData("windows-1252", false, "69-64-3B-E4")]
    public async Task It_goes_out_in_the_dialect_of_the_input(string encoding, bool mark, string bytes)
    {
        var shape = Shape(["id", "ä"], "a") with { Dialect = new CsvDialect(';', encoding, mark) };
        var output = new MemoryStream();

        await Csv.WriteAsync(
            output, shape, AsyncEnumerable.Empty<ExportRow>(), TestContext.Current.CancellationToken);

        Assert.StartsWith(bytes, BitConverter.ToString(output.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_that_the_encoding_lacks_is_refused_with_its_place()
    {
        var shape = Shape(["id"], "city") with { Dialect = new CsvDialect(',', "windows-1252", false) };

        var refused = await Assert.ThrowsAsync<InputException>(
            () => WriteAsync(Csv, shape, Row(["1"], """{"city":"Łódź"}""")));

        Assert.StartsWith("row 1, city: 'Ł' does not exist in windows-1252", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_of_the_dialect_wins_over_the_input()
    {
        var input = Shape(["id"]) with { Dialect = new CsvDialect(';', "utf-16", true) };

        Assert.Equal(
            new CsvDialect('\t', "windows-1252", false),
            new DialectChoice { Delimiter = "tab", Encoding = "windows-1252" }.Apply(input, "csv").Dialect);
        Assert.Equal(
            new CsvDialect(';', "utf-16", false),
            new DialectChoice { ByteOrderMark = false }.Apply(input, "csv").Dialect);
    }

    [Theory]
    [InlineData("tab", null, null, "jsonl", "jsonl needs none")]
    [InlineData("x", null, null, "csv", "there are comma, semicolon, tab and pipe")]
    [InlineData(null, "utf-9", null, "csv", "there is no encoding 'utf-9'")]
    [InlineData(null, "windows-1252", true, "csv", "windows-1252 has no byte order mark")]
    public void A_dialect_that_cannot_be_is_refused(
        string? delimiter, string? encoding, bool? mark, string format, string expected)
    {
        var choice = new DialectChoice { Delimiter = delimiter, Encoding = encoding, ByteOrderMark = mark };

        var refused = Assert.Throws<InputException>(() => choice.Apply(Shape(["id"]), format));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_guard_can_be_switched_off()
    {
        var csv = await WriteAsync(new CsvExport(guard: false), Shape(["id"], "a"), Row(["@x"], """{"a":"=1"}"""));

        Assert.Contains("\r\n@x,=1,", csv);
    }
}
