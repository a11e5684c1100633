using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BulkExtractor.Web.Api;

/// <summary>Instants as ISO 8601 in UTC with a Z, as the command line writes them.</summary>
internal sealed class UtcInstants : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
