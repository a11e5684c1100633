using System.Text.Encodings.Web;
using System.Text.Json;

namespace BulkExtractor.Basics;

/// <summary>
/// JSON in which letters of all scripts stand as they are: escaped they would be three times as long, and read by
/// nobody. No page takes it as it is.
/// </summary>
public static class PlainJson
{
    public static readonly JsonWriterOptions Writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonSerializerOptions Compact = new() { Encoder = Writer.Encoder };

    public static readonly JsonSerializerOptions Indented = new() { Encoder = Writer.Encoder, WriteIndented = true };
}
