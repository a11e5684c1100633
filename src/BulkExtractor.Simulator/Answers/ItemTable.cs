using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Reads item lines from a table whose first row names its columns.</summary>
internal static partial class ItemTable
{
    private static readonly string[] Roles = ["description", "quantity", "unit price", "amount"];

    public static IEnumerable<ItemLine> Find(SourceDocument page)
    {
        string?[]? roles = null;
        foreach (var line in page.Lines)
        {
            var cells = Cells(page, line);
            if (roles is null) roles = ReadHeader(page, cells);
            else if (cells.Count != roles.Length) yield break;
            else yield return Row(page, roles, cells);
        }
    }

    private static string?[]? ReadHeader(SourceDocument page, List<Span> cells)
    {
        if (cells.Count < 2) return null;
        string?[] roles = [.. cells.Select(cell => RoleOf(page.Lower[cell.Start..cell.End]))];
        return roles.Contains("description") && roles.Count(role => role is not null) >= 2 ? roles : null;
    }

    private static string? RoleOf(string cell)
    {
        var keys = Lexicon.Labels.KeysOf(cell);
        return Array.Find(Roles, keys.Contains) ?? (keys.Contains("total") ? "amount" : null);
    }

    private static ItemLine Row(SourceDocument page, string?[] roles, List<Span> cells)
    {
        var description = page[cells[Array.IndexOf(roles, "description")]];
        return new ItemLine(description, Number("quantity"), Number("unit price"), Number("amount"));

        decimal? Number(string role) =>
            Array.IndexOf(roles, role) is var column and >= 0
                ? Amounts.Parse(Digits().Match(page.Folded[cells[column].Start..cells[column].End]).Value)
                : null;
    }

    private static List<Span> Cells(SourceDocument page, Span line)
    {
        var cells = new List<Span>();
        var start = line.Start;
        foreach (Match separator in Separator().Matches(page.Folded[line.Start..line.End]))
        {
            cells.Add(new Span(start, line.Start + separator.Index).Trim(page.Folded));
            start = line.Start + separator.Index + separator.Length;
        }

        cells.Add(new Span(start, line.End).Trim(page.Folded));
        return [.. cells.Where(cell => cell.Length > 0)];
    }

    [GeneratedRegex(@"\s*[|;\t]\s*| {2,}", RegexOptions.None, 1000)]
    private static partial Regex Separator();

    [GeneratedRegex(@"[0-9](?:[0-9.,' ]*[0-9])?", RegexOptions.None, 1000)]
    private static partial Regex Digits();
}
