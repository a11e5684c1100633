using System.Text;
using System.Xml;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables.Workbooks;

/// <summary>Reads the XML of a workbook's part element by element, in little memory whatever it holds.</summary>
/// <remarks>
/// The text between two elements, how deep they lie and how many names there are is bounded: an XML reader keeps each
/// of these whole. There is no document type, and so no entity but the five.
/// </remarks>
internal sealed class PartReader : IDisposable
{
    private const int MostDepth = 32;

    private readonly XmlReader _xml;
    private readonly string _name;
    private readonly char[] _chunk = new char[4 << 10];
    private readonly StringBuilder _text = new();

    public PartReader(Stream part, string name)
    {
        _name = name;
        // A reader of text: what the declaration says of the encoding is not believed.
        var text = new StreamReader(new ShortTextStream(part, name), new UTF8Encoding(false, true), false, 1 << 15);
        _xml = XmlReader.Create(text, new XmlReaderSettings
        {
            CloseInput = true,
            DtdProcessing = DtdProcessing.Prohibit,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            NameTable = new ShortNameTable(name),
            XmlResolver = null,
        });
    }

    /// <summary>The element's name.</summary>
    public string Element => _xml.LocalName;

    /// <summary>How many elements it stands in.</summary>
    public int Depth => _xml.Depth;

    /// <summary>Whether it ends where it begins.</summary>
    public bool IsEmpty => _xml.IsEmptyElement;

    /// <summary>The next element or end of one; false after the last.</summary>
    public bool Read(out bool isEnd)
    {
        isEnd = false;
        while (Advance())
        {
            if (_xml.Depth > MostDepth) throw Fault("nests its elements too deep");
            isEnd = _xml.NodeType == XmlNodeType.EndElement;
            if (isEnd || _xml.NodeType == XmlNodeType.Element) return true;
        }

        return false;
    }

    /// <summary>The next element of that name; false when there is none.</summary>
    public bool ReadTo(string element)
    {
        while (Read(out var isEnd))
        {
            if (!isEnd && Element == element) return true;
        }

        return false;
    }

    /// <summary>An attribute of the element; null if it has none of that name.</summary>
    public string? Attribute(string name) => _xml.GetAttribute(name);

    /// <summary>An attribute with a namespace.</summary>
    public string? Attribute(string name, string space) => _xml.GetAttribute(name, space);

    /// <summary>The text of the element, up to one character more than the most; it is left at its end.</summary>
    public string Text(int most)
    {
        if (_xml.IsEmptyElement) return "";
        _text.Clear();
        var depth = _xml.Depth;
        while (Advance() && _xml.Depth > depth)
        {
            if (!_xml.CanReadValueChunk || !IsText(_xml.NodeType)) continue;
            while (Chunk() is > 0 and var count)
            {
                if (_text.Length <= most) _text.Append(_chunk, 0, count);
            }
        }

        return _text.ToString();
    }

    public void Dispose() => _xml.Dispose();

    private static bool IsText(XmlNodeType type) => type is XmlNodeType.Text
        or XmlNodeType.CDATA
        or XmlNodeType.Whitespace
        or XmlNodeType.SignificantWhitespace;

    private int Chunk() => Told(() => _xml.ReadValueChunk(_chunk, 0, _chunk.Length));

    private bool Advance() => Told(_xml.Read);

    private T Told<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException broken)
        {
            throw Fault($"is no XML that is read (line {broken.LineNumber})", broken);
        }
        catch (DecoderFallbackException broken)
        {
            throw Fault("is not UTF-8", broken);
        }
    }

    private InputException Fault(string problem, Exception? reason = null) => new($"{_name} {problem}", reason);
}
