using System.Buffers;
using System.Text.Json;
using BulkExtractor.Basics;
using BulkExtractor.Batches;

namespace BulkExtractor.Exports;

/// <summary>One JSON object a line, for machines: key, columns, fields, model, confidence, error.</summary>
public sealed class JsonLinesExport : IExportFormat
{
    private const int FlushSize = 64 << 10;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> WriteAsync(
        Stream output, ExportShape shape, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellationToken)
    {
        var lines = new ArrayBufferWriter<byte>(FlushSize * 2);
        await using var json = new Utf8JsonWriter(lines, PlainJson.Writer);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            Write(json, shape, row);
            json.Flush();
            json.Reset();
            lines.Write("\n"u8);
            if (lines.WrittenCount < FlushSize) continue;

            await output.WriteAsync(lines.WrittenMemory, cancellationToken);
            lines.ResetWrittenCount();
        }

        await output.WriteAsync(lines.WrittenMemory, cancellationToken);
        return [];
    }

    private static void Write(Utf8JsonWriter json, ExportShape shape, ExportRow row)
    {
        json.WriteStartObject();
        json.WriteString("key", row.Key);
        json.WriteStartObject("columns");
        foreach (var (name, cell) in shape.Columns.Zip(row.Columns)) json.WriteString(name, cell);
        json.WriteEndObject();
        json.WritePropertyName("fields");
        FieldJson.Write(json, row.Fields, shape.Fields);
        json.WriteString("model", row.Model);
        if (row.Confidence is { } confidence) json.WriteNumber("confidence", confidence);
        else json.WriteNull("confidence");
        json.WriteString("error", row.Problem);
        WriteEvidence(json, row);
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, ExportRow row)
    {
        json.WriteStartArray("flags");
        foreach (var flag in row.Flags) json.WriteStringValue(flag);
        json.WriteEndArray();
        json.WritePropertyName("grounding");
        FieldJson.Write(json, row.Grounding, null);
        json.WritePropertyName("said");
        FieldJson.Write(json, CandidateValues.Write(row.Said), null);
    }
}
