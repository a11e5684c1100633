using System.Runtime.CompilerServices;
using System.Text;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>Names of fields as models write them: in another case, with blanks, quotes, colons, hyphens.</summary>
internal static class FieldNames
{
    private static readonly ConditionalWeakTable<FieldSchema, IReadOnlyCollection<string>> Known = [];

    /// <summary>A name's letters and digits, in one case.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var sign in name)
        {
            if (char.IsLetterOrDigit(sign)) folded.Append(char.ToLowerInvariant(sign));
        }

        return folded.Length > 0 ? folded.ToString() : name;
    }

    /// <summary>The property that a name is, as written or else by its letters; null if none, or several.</summary>
    public static string? Find(IEnumerable<string> properties, string name)
    {
        var folded = Fold(name);
        string? found = null;
        foreach (var property in properties)
        {
            if (property == name) return name;
            if (Fold(property) != folded) continue;
            if (found is not null) return null;
            found = property;
        }

        return found;
    }

    /// <summary>The names of all properties in a schema, also of those within others.</summary>
    public static IReadOnlyCollection<string> All(FieldSchema schema) => Known.GetValue(schema, Collect);

    private static HashSet<string> Collect(FieldSchema schema) =>
    [
        .. SchemaWalk.From(schema, one => one.Inner()).SelectMany(one => one.Properties.Select(field => field.Name)),
    ];
}
