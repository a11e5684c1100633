using BulkExtractor.Basics;

namespace BulkExtractor.Documents;

/// <summary>A CSV's header: which column stands where.</summary>
internal sealed class TableColumns(string file, IReadOnlyList<string> names)
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
            $"{file}: {property} names the column '{column}', which is not there; {Known(column)}");

    /// <summary>The columns there are, for an error about one that is not.</summary>
    public string Known(string column) => Known() + Alike(column);

    private string Known()
    {
        var more = names.Count > MostNamed ? $" and {names.Count - MostNamed:N0} more" : "";
        return $"the columns are: {string.Join(", ", names.Take(MostNamed).Select(Unseen.Shown))}{more}";
    }

    // Two names that look alike make an error that contradicts itself.
    private string Alike(string column) =>
        names.FirstOrDefault(name => Unseen.Rest(name) == Unseen.Rest(column)) is { } alike
            ? $". '{Unseen.Shown(alike)}' differs from '{Unseen.Shown(column)}' in what cannot be seen"
            : "";

    /// <summary>What is wrong with a header; null if nothing is.</summary>
    public static string? Problem(IReadOnlyList<string> names, int limit)
    {
        if (names.Count > limit) return $"there are {names.Count:N0} columns; {limit:N0} are allowed";

        var empty = names.ToList().FindIndex(Unseen.IsAll);
        if (empty >= 0) return $"column {empty + 1} has no name";

        var twice = names.CountBy(name => name).FirstOrDefault(n => n.Value > 1).Key;
        return twice is null ? null : $"the column '{twice}' is there more than once";
    }
}
