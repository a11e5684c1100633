using System.IO.Compression;
using System.Text;

namespace BulkExtractor.Exports.Xlsx;

/// <summary>A workbook that is written from front to end; a full sheet is followed by the next one.</summary>
internal sealed class XlsxBook : IDisposable
{
    private const int MostRows = 1_048_576;

    private readonly ZipArchive _zip;
    private readonly IReadOnlyList<string> _names;
    private readonly int _mostRows;
    private XlsxSheet _sheet;
    private int _sheets;

    /// <param name="names">The header of every sheet.</param>
    /// <param name="mostRows">The rows of a sheet, its header included.</param>
    public XlsxBook(Stream output, IReadOnlyList<string> names, int mostRows = MostRows)
    {
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        (_names, _mostRows) = (names, mostRows);
        Write("_rels/.rels", XlsxParts.Relations);
        Write("xl/styles.xml", XlsxParts.Styles);
        _sheet = NextSheet();
    }

    /// <summary>Adds a row.</summary>
    public void Add(IEnumerable<XlsxCell> cells)
    {
        if (_sheet.Rows == _mostRows)
        {
            _sheet.Dispose();
            _sheet = NextSheet();
        }

        _sheet.Add(cells);
    }

    /// <summary>Ends the workbook.</summary>
    public void Dispose()
    {
        _sheet.Dispose();
        Write("xl/workbook.xml", XlsxParts.Workbook(_sheets));
        Write("xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(_sheets));
        Write("[Content_Types].xml", XlsxParts.ContentTypes(_sheets));
        _zip.Dispose();
    }

    private XlsxSheet NextSheet() => new(Open($"xl/worksheets/sheet{++_sheets}.xml"), _names);

    private void Write(string part, string xml)
    {
        using var stream = Open(part);
        stream.Write(Encoding.UTF8.GetBytes(xml));
    }

    private Stream Open(string part) => _zip.CreateEntry(part, CompressionLevel.Fastest).Open();
}
