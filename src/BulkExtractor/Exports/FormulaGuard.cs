using System.Text.RegularExpressions;

namespace BulkExtractor.Exports;

/// <summary>Keeps a spreadsheet from taking a cell's text for a formula.</summary>
public static partial class FormulaGuard
{
    // With the full-width forms, which some spreadsheets read alike.
    private const string Starts = "=+-@\t\r\n\0＝＋－＠";

    /// <summary>The text, behind an apostrophe if it could be a formula; plain numbers stay.</summary>
    public static string Guard(string text) =>
        text.Length > 0 && Starts.Contains(text[0]) && !Number().IsMatch(text) ? $"'{text}" : text;

    [GeneratedRegex(@"^-?[0-9]+([.,][0-9]+)?\z")]
    private static partial Regex Number();
}
