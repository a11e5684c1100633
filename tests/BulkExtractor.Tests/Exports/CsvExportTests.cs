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

    [Fact]
    public async Task The_guard_can_be_switched_off()
    {
        var csv = await WriteAsync(new CsvExport(guard: false), Shape(["id"], "a"), Row(["@x"], """{"a":"=1"}"""));

        Assert.Contains("\r\n@x,=1,", csv);
    }
}
