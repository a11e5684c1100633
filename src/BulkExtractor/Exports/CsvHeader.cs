namespace BulkExtractor.Exports;

/// <summary>The names of an exported CSV's columns, each of them once.</summary>
internal static class CsvHeader
{
    private static readonly string[] Closing = ["_model", "_confidence", "_error"];

    /// <summary>The user's own columns, the fields, and what is told about each result.</summary>
    public static IReadOnlyList<string> Names(ExportShape shape)
    {
        var names = new List<string>(shape.Columns);
        var taken = new HashSet<string>([.. shape.Columns, .. Closing]);
        foreach (var field in shape.Fields.Properties) names.Add(Take(field.Name, "field.", taken));

        taken.ExceptWith(Closing.Except(shape.Columns));
        foreach (var name in Closing) names.Add(Take(name, "_", taken));
        return names;
    }

    // The user's columns keep their names: others go to work with them.
    private static string Take(string name, string prefix, HashSet<string> taken)
    {
        while (!taken.Add(name)) name = prefix + name;
        return name;
    }
}
