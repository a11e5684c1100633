using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;

namespace BulkExtractor.Exports;

/// <summary>One JSON object a line, for machines: key, columns, fields, model, confidence, error.</summary>
public sealed class JsonLinesExport : IExportFormat
{
    private const int FlushSize = 64 << 10;

    private static readonly JsonWriterOptions Format =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public async Task WriteAsync(
        Stream output, ExportShape shape, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellationToken)
    {
        var lines = new ArrayBufferWriter<byte>(FlushSize * 2);
        await using var json = new Utf8JsonWriter(lines, Format);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            Line(shape, row).WriteTo(json);
            json.Flush();
            json.Reset();
            lines.Write("\n"u8);
            if (lines.WrittenCount < FlushSize) continue;

            await output.WriteAsync(lines.WrittenMemory, cancellationToken);
            lines.ResetWrittenCount();
        }

        await output.WriteAsync(lines.WrittenMemory, cancellationToken);
    }

    private static JsonObject Line(ExportShape shape, ExportRow row) => new()
    {
        ["key"] = row.Key,
        ["columns"] = new JsonObject(shape.Columns.Zip(row.Columns, Property)),
        ["fields"] = row.Fields?.DeepClone(),
        ["model"] = row.Model,
        ["confidence"] = row.Confidence,
        ["error"] = row.Error,
        ["flags"] = new JsonArray([.. row.Flags.Select(flag => JsonValue.Create(flag))]),
        ["grounding"] = row.Grounding?.DeepClone(),
        ["said"] = CandidateValues.Write(row.Said),
    };

    private static KeyValuePair<string, JsonNode?> Property(string name, string cell) => new(name, cell);
}
