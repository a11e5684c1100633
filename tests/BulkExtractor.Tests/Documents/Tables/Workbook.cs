namespace BulkExtractor.Tests.Documents.Tables;

/// <summary>Workbooks, written part by part.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static string Styles => """
        <styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-407]d\. mmmm yyyy;@"/>
        <numFmt numFmtId="171" formatCode="0.00&quot; days&quot;"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="170"/><xf numFmtId="20"/>
        <xf numFmtId="171"/><xf numFmtId="46"/></cellXfs></styleSheet>
        """;

    /// <param name="rows">What stands in the first sheet's data.</param>
    /// <param name="strings">What stands in the shared strings.</param>
    public static byte[] Create(string rows, string strings = "", string? workbook = null, string? second = null)
    {
        var sheets = $"""<sheet name="One" r:id="r1"/>{(second is null ? "" : """<sheet name="Two" r:id="r4"/>""")}""";
        return Table.Zip(
            ("xl/workbook.xml", Table.Bytes(workbook
                ?? $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{sheets}</sheets></workbook>""")),
            ("xl/_rels/workbook.xml.rels", Table.Bytes($"""
                <Relationships><Relationship Id="r1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="r2" Type="{Relations}/styles" Target="styles.xml"/>
                <Relationship Id="r3" Type="{Relations}/sharedStrings" Target="/xl/sharedStrings.xml"/>
                <Relationship Id="r4" Type="{Relations}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>
                """)),
            ("xl/styles.xml", Table.Bytes(Styles)),
            ("xl/sharedStrings.xml", Table.Bytes(strings.StartsWith('<') && strings.Contains("<sst")
                ? strings : $"<sst>{strings}</sst>")),
            ("xl/worksheets/sheet1.xml", Table.Bytes(Sheet(rows))),
            ("xl/worksheets/sheet2.xml", Table.Bytes(Sheet(second ?? ""))));
    }

    public static string Sheet(string rows) =>
        $"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""";

    /// <summary>A row of texts.</summary>
    public static string Row(int number, params string[] cells) => $"""<row r="{number}">"""
        + string.Concat(cells.Select(cell => $"""<c t="inlineStr"><is><t>{cell}</t></is></c>""")) + "</row>";
}
