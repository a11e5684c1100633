using System.Text;
using System.Xml;

namespace BulkExtractor.Exports.Xlsx;

/// <summary>A sheet that is written row by row, its header first.</summary>
internal sealed class XlsxSheet : IDisposable
{
    private static readonly XmlWriterSettings Format = new()
    {
        Encoding = new UTF8Encoding(false),
        CloseOutput = true,
        CheckCharacters = false,
        NewLineHandling = NewLineHandling.None,
    };

    private readonly XmlWriter _xml;

    public XlsxSheet(Stream output, IEnumerable<string> names)
    {
        _xml = XmlWriter.Create(output, Format);
        _xml.WriteStartElement("worksheet", XlsxParts.Main);
        _xml.WriteRaw(XlsxParts.FrozenHeader);
        _xml.WriteStartElement("sheetData", XlsxParts.Main);
        Add(names.Select(XlsxCell.OfText), XlsxParts.BoldStyle);
    }

    /// <summary>The rows so far, with the header.</summary>
    public int Rows { get; private set; }

    /// <summary>Adds a row.</summary>
    public void Add(IEnumerable<XlsxCell> cells) => Add(cells, null);

    public void Dispose()
    {
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.Dispose();
    }

    private void Add(IEnumerable<XlsxCell> cells, string? style)
    {
        _xml.WriteStartElement("row", XlsxParts.Main);
        foreach (var cell in cells) Write(cell, style);
        _xml.WriteEndElement();
        Rows++;
    }

    private void Write(XlsxCell cell, string? style)
    {
        _xml.WriteStartElement("c", XlsxParts.Main);
        if ((style ?? StyleOf(cell.Kind)) is { } number) _xml.WriteAttributeString("s", number);
        if (cell.Kind == XlsxCellKind.Text) WriteText(cell.Text);
        else if (cell.Kind != XlsxCellKind.Blank) WriteValue(cell);
        _xml.WriteEndElement();
    }

    // In its place and not in a table of shared texts, which would have to be held in memory.
    private void WriteText(string text)
    {
        _xml.WriteAttributeString("t", "inlineStr");
        _xml.WriteStartElement("is", XlsxParts.Main);
        _xml.WriteStartElement("t", XlsxParts.Main);
        _xml.WriteAttributeString("xml", "space", null, "preserve");
        _xml.WriteString(XlsxText.Clean(text));
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void WriteValue(XlsxCell cell)
    {
        if (cell.Kind == XlsxCellKind.Boolean) _xml.WriteAttributeString("t", "b");
        _xml.WriteElementString("v", XlsxParts.Main, cell.Text);
    }

    private static string? StyleOf(XlsxCellKind kind) => kind switch
    {
        XlsxCellKind.Date => XlsxParts.DateStyle,
        XlsxCellKind.Instant => XlsxParts.InstantStyle,
        _ => null,
    };
}
