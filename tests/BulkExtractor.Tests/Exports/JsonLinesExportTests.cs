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

}
