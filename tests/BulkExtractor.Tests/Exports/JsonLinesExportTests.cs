using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Exports;
using static BulkExtractor.Tests.Exports.Exporting;

namespace BulkExtractor.Tests.Exports;

public sealed class JsonLinesExportTests
{
    [Fact]
    public async Task Each_row_is_one_object_on_one_line()
    {
        var lines = await WriteAsync(
            new JsonLinesExport(), Shape(["id", "t"], "a"),
            Row(["=1", "ä\n"], """{"a":[1.50,null]}""") with
            {
                Flags = ["/a/0: not in the document"],
                Grounding = new() { ["/a/0"] = new JsonObject { ["how"] = "none" } },
                Said =
                [
                    new CandidateValues(
                        "/a",
                        [new CandidateValue(JsonValue.Create(1), ["m/x", "m/y"]), new CandidateValue(null, ["m/z"])]),
                ],
            },
            Row(["2", ""], null) with { Model = null, Confidence = null, Error = "gave up" });

        var first = """{"key":"k1","columns":{"id":"=1","t":"ä\n"},"fields":{"a":[1.50,null]},"model":""";
        var second = """{"key":"k1","columns":{"id":"2","t":""},"fields":null,"model":""";
        Assert.Equal(
            first + "\"m/x\",\"confidence\":0.95,\"error\":null,\"flags\":[\"/a/0: not in the document\"],"
            + "\"grounding\":{\"/a/0\":{\"how\":\"none\"}},\"said\":[{\"pointer\":\"/a\",\"values\":["
            + "{\"value\":1,\"by\":[\"m/x\",\"m/y\"]},{\"value\":null,\"by\":[\"m/z\"]}]}]}" + "\n"
            + second + "null,\"confidence\":null,\"error\":\"gave up\","
            + "\"flags\":[],\"grounding\":null,\"said\":[]}" + "\n",
            lines);
    }

    [Fact]
    public async Task Many_rows_are_written_as_they_come()
    {
        var row = Row([new string('x', 1_000)], "{}");
        var output = new MemoryStream();
        var token = TestContext.Current.CancellationToken;
        var late = 0L;

        await new JsonLinesExport().WriteAsync(output, Shape(["id"]), RowsAsync(), token);

        Assert.InRange(late, 1_000_000, output.Length - 1);
        Assert.InRange(output.Length - late, 1, 200_000);

        async IAsyncEnumerable<ExportRow> RowsAsync()
        {
            for (var number = 0; number < 2_000; number++) yield return row;
            await Task.CompletedTask;
            late = output.Length;
        }
    }

    [Fact]
    public async Task Fields_stand_in_the_order_of_the_schema_also_nested_ones()
    {
        var shape = new ExportShape([], Some.Object(
            ("total", Some.Number), ("seller", Some.Object(("name", Some.Text), ("city", Some.Text)))));

        var lines = await WriteAsync(
            new JsonLinesExport(), shape,
            Row([], """{"more":1,"seller":{"city":"Trier","name":"x"},"total":2}"""));

        Assert.Contains(
            """{"total":2,"seller":{"name":"x","city":"Trier"},"more":1}""", lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_row_says_that_it_is_not_finished()
    {
        var open = Row(["1"], null) with { State = "open", Model = null, Confidence = null };

        var line = await WriteAsync(new JsonLinesExport(), Shape(["id"], "a"), open);

        Assert.Contains("\"error\":\"not finished\"", line, StringComparison.Ordinal);
    }
}
