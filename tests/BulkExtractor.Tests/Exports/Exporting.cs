using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.Exports;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Exports;

/// <summary>Writes exports into memory.</summary>
internal static class Exporting
{
    public static ExportShape Shape(string[] columns, params string[] fields)
    {
        var properties = fields.Select(name => new FieldProperty(name, new FieldSchema()));
        return new ExportShape(columns, new FieldSchema { Properties = [.. properties] });
    }

    public static ExportRow Row(string[] columns, string? fields) =>
        new(1, "k1", columns, fields is null ? null : JsonNode.Parse(fields)!.AsObject(), "m/x", 0.95, null);

    public static async Task<string> WriteAsync(IExportFormat format, ExportShape shape, params ExportRow[] rows)
    {
        var output = new MemoryStream();
        var token = TestContext.Current.CancellationToken;
        await format.WriteAsync(output, shape, rows.ToAsyncEnumerable(), token);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
