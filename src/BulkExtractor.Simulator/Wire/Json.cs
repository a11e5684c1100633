using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BulkExtractor.Simulator.Wire;

/// <summary>Writes JSON into memory.</summary>
internal static class Json
{
    // Models write letters as letters; nothing here is ever put into a page.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        return buffer.WrittenMemory;
    }
}
