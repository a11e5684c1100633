using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BulkExtractor.Filters;

/// <summary>Writes parts of filters, so that what is shown can be asked for.</summary>
public static partial class FilterText
{
    private static readonly string[] Words = ["and", "or", "not", "in", "is", "null", "contains", "true", "false"];

    /// <summary>A field's name as filters write it.</summary>
    public static string NameOf(string field) => Bare().IsMatch(field) && !Words.Contains(field.ToLowerInvariant())
        ? field
        : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A filter that holds where a field has a value; null where none says that.</summary>
    public static string? Equal(string field, JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String =>
            $"{NameOf(field)} = '{value.GetValue<string>().Replace("'", "''", StringComparison.Ordinal)}'",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False =>
            $"{NameOf(field)} = {value.ToJsonString()}",
        _ => null,
    };

    [GeneratedRegex(@"^[\p{L}][\p{L}\p{N}_.-]*\z")]
    private static partial Regex Bare();
}
