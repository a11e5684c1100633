using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables.Workbooks;

/// <summary>Where the sheets, the texts and the styles of a workbook stand in its archive.</summary>
internal sealed class WorkbookParts
{
    private const string Folder = "xl/";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelationships = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    private const int MostSheets = 10_000;

    private readonly ZipFiles _archive;
    private readonly List<(string Name, string? Id)> _sheets = [];
    private readonly Dictionary<string, (string Kind, string Target)> _related = [];

    public WorkbookParts(ZipFiles archive)
    {
        _archive = archive;
        using var workbook = Open("xl/workbook.xml")
            ?? throw new InputException($"{archive.Name} is a broken workbook");
        while (workbook.Read(out var isEnd))
        {
            if (isEnd || _sheets.Count >= MostSheets) continue;
            if (workbook.Element == "workbookPr") From1904 = workbook.Attribute("date1904") is "1" or "true";
            if (workbook.Element == "sheet") _sheets.Add((workbook.Attribute("name") ?? "", IdOf(workbook)));
        }

        using var related = Open("xl/_rels/workbook.xml.rels");
        while (related is not null && _related.Count < MostSheets && related.ReadTo("Relationship"))
        {
            if (related.Attribute("Id") is { } id && related.Attribute("Target") is { } target)
                _related[id] = ((related.Attribute("Type") ?? "").Split('/')[^1], target);
        }
    }

    /// <summary>Whether its days are counted from 1904.</summary>
    public bool From1904 { get; }

    /// <summary>The names of its sheets, in order.</summary>
    public IEnumerable<string> Sheets => _sheets.Select(sheet => sheet.Name);

    /// <summary>The part of its shared texts; null when it has none.</summary>
    public PartReader? OpenStrings() => OpenKind("sharedStrings");

    /// <summary>The part of its styles; null when it has none.</summary>
    public PartReader? OpenStyles() => OpenKind("styles");

    /// <summary>A sheet's name and part.</summary>
    /// <param name="wanted">Its name, whatever its case; null takes the first.</param>
    public (string Name, PartReader Part) OpenSheet(string? wanted)
    {
        var at = wanted is null
            ? 0
            : _sheets.FindIndex(sheet => sheet.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        if (_sheets.Count == 0) throw new InputException($"{_archive.Name} is a workbook without a sheet");
        if (at < 0)
        {
            throw new InputException($"{_archive.Name} has no sheet '{wanted}'; its sheets are: "
                + string.Join(", ", Sheets.Take(20).Select(name => $"'{name}'")));
        }

        var (name, id) = _sheets[at];
        if (id is null || !_related.TryGetValue(id, out var related) || Open(PathOf(related.Target)) is not { } part)
            throw new InputException($"{_archive.Name} is a broken workbook: its sheet '{name}' is not there");
        return related.Kind == "worksheet"
            ? (name, part)
            : throw new InputException($"{_archive.Name}: the sheet '{name}' holds no cells ({related.Kind})");
    }

    private static string? IdOf(PartReader sheet) =>
        sheet.Attribute("id", Relationships) ?? sheet.Attribute("id", StrictRelationships);

    private static string PathOf(string target) => target.StartsWith('/') ? target[1..] : Folder + target;

    private PartReader? OpenKind(string kind) =>
        _related.Values.FirstOrDefault(part => part.Kind == kind) is { Target: { } target }
            ? Open(PathOf(target))
            : null;

    private PartReader? Open(string part) =>
        _archive.OpenPart(part) is { } stream ? new PartReader(stream, $"{_archive.Name}: {part}") : null;
}
