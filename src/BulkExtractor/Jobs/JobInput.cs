namespace BulkExtractor.Jobs;

/// <summary>Which columns of a CSV become a document, and how the file is read.</summary>
/// <param name="Text">A column's name, or a template over columns: <c>{subject}\n\n{body}</c>;
/// empty where a file or picture says all.</param>
public sealed record JobInput(string Text)
{
    /// <summary>The key column; null takes the row's number.</summary>
    public string? Id { get; init; }

    /// <summary>A column with a file path or an https address of a picture.</summary>
    public string? Image { get; init; }

    /// <summary>A column with the path of a PDF, HTML or text file, whose text follows the other.</summary>
    public string? File { get; init; }

    /// <summary>What becomes of a PDF without a text of its own.</summary>
    public ScanUse Scans { get; init; } = ScanUse.Pictures;

    /// <summary>Whether documents have more to be read than their row.</summary>
    public bool NamesFiles => Image is not null || File is not null;

    /// <summary>The delimiter; null finds it out.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The name of the file's encoding.</summary>
    public string Encoding { get; init; } = "utf-8";
}
