using BulkExtractor.Exports;
using BulkExtractor.Schema;

namespace BulkExtractor.Cli.Commands;

/// <summary>A condition on one field of a result: <c>FIELD=VALUE</c> or <c>FIELD!=VALUE</c>.</summary>
internal sealed record FieldCondition(string? Field, bool Equal, string Value)
{
    private const string ErrorField = "_error";

    public static FieldCondition Parse(string? text)
    {
        if (text is null) return new FieldCondition(null, true, "");
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        if (sign <= 0) throw new InputException($"--where '{text}': write FIELD=VALUE or FIELD!=VALUE");
        var equal = text[sign - 1] != '!';
        return new FieldCondition(text[..(equal ? sign : sign - 1)].Trim(), equal, text[(sign + 1)..].Trim());
    }

    public void CheckFields(FieldSchema fields)
    {
        if (Field is null or ErrorField || fields.Properties.Any(property => property.Name == Field)) return;
        var known = string.Join(", ", fields.Properties.Select(property => property.Name));
        throw new InputException($"--where: there is no field '{Field}'; there are {known} and {ErrorField}");
    }

    public bool Holds(ExportRow row)
    {
        if (Field is null) return true;
        var found = Field == ErrorField ? row.Error ?? "" : Text(row.Fields?[Field]);
        return string.Equals(found, Value, StringComparison.OrdinalIgnoreCase) == Equal;
    }

    private static string Text(JsonNode? value) => value?.ToString() ?? "";
}
