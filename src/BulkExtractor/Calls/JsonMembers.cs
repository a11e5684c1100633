using System.Text.Json;

namespace BulkExtractor.Calls;

/// <summary>Reads members of replies that may be missing, null or of another type than documented.</summary>
internal static class JsonMembers
{
    /// <summary>The member, or an undefined element.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The member's text, a number as it is written, or nothing.</summary>
    public static string Text(this JsonElement element, string name)
    {
        var member = element.Member(name);
        return member.ValueKind switch
        {
            JsonValueKind.String => member.GetString()!,
            JsonValueKind.Number => member.GetRawText(),
            _ => "",
        };
    }

    /// <summary>The member as a count, if it is one.</summary>
    public static int? Count(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member
        && member.TryGetInt32(out var count) && count >= 0
            ? count
            : null;

    /// <summary>The member as an amount of money, if it is one.</summary>
    public static decimal? Amount(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member
        && member.TryGetDecimal(out var amount) && amount >= 0
            ? amount
            : null;

    /// <summary>The first item of a list, or an undefined element.</summary>
    public static JsonElement First(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0 ? element[0] : default;
}
