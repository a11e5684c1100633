using System.Text;
using BulkExtractor.Schema;

namespace BulkExtractor.Postgres;

/// <summary>A column of a job's view.</summary>
/// <param name="Type">The type, as in the name of the function <c>bulk.as_TYPE</c>.</param>
internal sealed record ResultsColumn(string Name, string Field, string Type)
{
    // PostgreSQL cuts longer names, and two may then be alike.
    private const int LongestName = 63;

    private static readonly string[] Own =
        ["_batch", "_row", "_key", "_model", "_confidence", "_error", "_at", "_simulated"];

    /// <summary>The columns of the fields of a schema, each with a name of its own.</summary>
    public static IReadOnlyList<ResultsColumn> List(FieldSchema schema)
    {
        var taken = new HashSet<string>(Own);
        return [.. schema.Properties.Select(field => new ResultsColumn(
            Free(field.Name, taken), field.Name, TypeOf(field.Schema)))];
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = Cut(name, LongestName);
        for (var number = 2; !taken.Add(free); number++)
            free = Cut(name, LongestName - $"_{number}".Length) + $"_{number}";
        return free;
    }

    private static string Cut(string name, int bytes)
    {
        while (Encoding.UTF8.GetByteCount(name) > bytes) name = name[..^1];
        return name.Length > 0 && char.IsHighSurrogate(name[^1]) ? name[..^1] : name;
    }

    private static string TypeOf(FieldSchema field) => (FieldType[])[.. field.Types.Except([FieldType.Null])] switch
    {
        [FieldType.Integer] => "bigint",
        [FieldType.Number] or [FieldType.Number, FieldType.Integer] or [FieldType.Integer, FieldType.Number] =>
            "numeric",
        [FieldType.Boolean] => "boolean",
        [FieldType.Array] or [FieldType.Object] => "jsonb",
        [FieldType.String] when field.Format == "date" => "date",
        [FieldType.String] when field.Format == "date-time" => "timestamptz",
        _ => "text",
    };
}
