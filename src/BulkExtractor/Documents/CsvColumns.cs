using System.Globalization;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents;

/// <summary>A CSV's header: which column stands where.</summary>
internal sealed class CsvColumns(string file, IReadOnlyList<string> names)
{
    private const int MostNamed = 30;

    private readonly Dictionary<string, int> _positions =
        names.Index().ToDictionary(n => n.Item, n => n.Index);

    /// <summary>Whether there is a column of that name.</summary>
    public bool Has(string column) => _positions.ContainsKey(column);

    /// <summary>Where the column stands; an error names the job's property that asked for it.</summary>
    public int Find(string column, string property) => _positions.TryGetValue(column, out var position)
        ? position
        : throw new InputException(
            $"{file}: {property} names the column '{column}', which is not there; {Known()}{Alike(column)}");

    /// <summary>The columns there are, for an error.</summary>
    public string Known()
    {
        var more = names.Count > MostNamed ? $" and {names.Count - MostNamed:N0} more" : "";
        return $"the columns are: {string.Join(", ", names.Take(MostNamed).Select(Visible))}{more}";
    }

    // Two names that look alike make an error that contradicts itself.
    private string Alike(string column) =>
        names.FirstOrDefault(name => Seen(name) == Seen(column)) is { } alike
            ? $". '{Visible(alike)}' differs from '{Visible(column)}' in what cannot be seen"
            : "";

    private static string Seen(string name) => string.Concat(name.Where(sign => !IsUnseen(sign))).Trim();

    private static string Visible(string name) =>
        string.Concat(name.Select(sign => IsUnseen(sign) ? $"<U+{(int)sign:X4}>" : $"{sign}"));

    private static bool IsUnseen(char sign) =>
        sign != ' ' && char.GetUnicodeCategory(sign) is UnicodeCategory.Format
            or UnicodeCategory.Control
            or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;

    /// <summary>What is wrong with a header; null if nothing is.</summary>
    public static string? Problem(IReadOnlyList<string> names, int limit)
    {
        if (names.Count > limit) return $"there are {names.Count:N0} columns; {limit:N0} are allowed";

        var empty = names.ToList().FindIndex(string.IsNullOrWhiteSpace);
        if (empty >= 0) return $"column {empty + 1} has no name";

        var twice = names.CountBy(name => name).FirstOrDefault(n => n.Value > 1).Key;
        return twice is null ? null : $"the column '{twice}' is there more than once";
    }
}
