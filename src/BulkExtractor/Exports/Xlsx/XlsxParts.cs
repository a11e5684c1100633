namespace BulkExtractor.Exports.Xlsx;

/// <summary>The parts of a workbook that are always alike.</summary>
internal static class XlsxParts
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The numbers of the formats in <see cref="Styles"/>.</summary>
    public const string BoldStyle = "1";
    public const string DateStyle = "2";
    public const string InstantStyle = "3";

    public const string FrozenHeader =
        $"""
        <sheetViews xmlns="{Main}"><sheetView workbookViewId="0">
        <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
        """;

    public const string Relations =
        $"""
        <Relationships xmlns="{Packages}/relationships">
        <Relationship Id="book" Type="{Office}/officeDocument" Target="xl/workbook.xml"/>
        </Relationships>
        """;

    public const string Styles =
        $"""
        <styleSheet xmlns="{Main}">
        <numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/>
        <numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts>
        <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
        <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill>
        <fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
        <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
        </styleSheet>
        """;

    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    public static string Workbook(int sheets) =>
        $"""
        <workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>
        {Each(sheets, n =>
            $"""<sheet name="{(n == 1 ? "results" : $"results {n}")}" sheetId="{n}" r:id="sheet{n}"/>""")}
        </sheets></workbook>
        """;

    public static string WorkbookRelations(int sheets) =>
        $"""
        <Relationships xmlns="{Packages}/relationships">
        <Relationship Id="styles" Type="{Office}/styles" Target="styles.xml"/>
        {Each(sheets, n =>
            $"""<Relationship Id="sheet{n}" Type="{Office}/worksheet" Target="worksheets/sheet{n}.xml"/>""")}
        </Relationships>
        """;

    public static string ContentTypes(int sheets) =>
        $"""
        <Types xmlns="{Packages}/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/>
        <Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/>
        {Each(sheets, n =>
            $"""<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{Types}.worksheet+xml"/>""")}
        </Types>
        """;

    private static string Each(int sheets, Func<int, string> part) =>
        string.Concat(Enumerable.Range(1, sheets).Select(part));
}
