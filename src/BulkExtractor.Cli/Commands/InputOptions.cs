using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Commands;

/// <summary>The options that say how a table is to be read.</summary>
internal static class InputOptions
{
    public static readonly Option<string?> Delimiter = new("--delimiter")
    {
        Description = "comma, ;, tab or | instead of finding out",
    };

    public static readonly Option<string?> Encoding =
        new("--encoding") { Description = "The file's encoding by name" };

    public static readonly Option<string?> Sheet =
        new("--sheet") { Description = "A workbook's sheet (default: the first)" };

    /// <summary>What they say of some files.</summary>
    public static SubmitOptions Read(ParseResult parsed, SubmissionFile files) => new(files.Name)
    {
        Folder = files.Folder,
        NamesItsFiles = files.IsPattern,
        Format = files.Format,
        Delimiter = DelimiterOf(parsed.GetValue(Delimiter)),
        Encoding = parsed.GetValue(Encoding),
        Sheet = parsed.GetValue(Sheet),
        Bounds = Settings.Read().Inputs,
    };

    private static char? DelimiterOf(string? name) => name switch
    {
        null or "auto" => null,
        "tab" or "\\t" => '\t',
        "comma" => ',',
        "," or ";" or "|" or "\t" => name[0],
        _ => throw new InputException($"--delimiter '{name}': there are comma, ;, tab and |"),
    };
}
