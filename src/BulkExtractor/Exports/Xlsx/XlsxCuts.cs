namespace BulkExtractor.Exports.Xlsx;

/// <summary>The cells of a workbook that hold only the beginning of their text.</summary>
/// <param name="names">The names of its columns.</param>
internal sealed class XlsxCuts(IReadOnlyList<string> names)
{
    private const int MostKept = 10_000;
    private const int MostNamed = 3;

    private readonly List<XlsxCut> _first = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<XlsxCut> First => _first;

    /// <summary>The row of the input that is being written.</summary>
    public int Row { get; set; }

    /// <summary>Notes a cell of the row.</summary>
    public void Add(int column, int length)
    {
        if (Count++ < MostKept) _first.Add(new XlsxCut(Row, names[column], length));
    }

    /// <summary>What is told of them.</summary>
    public IReadOnlyList<string> Sentences => Count == 0
        ? []
        : [
            $"{Count:N0} {(Count == 1 ? "text is" : "texts are")} longer than the {XlsxText.Longest:N0} letters "
            + $"of a cell and {(Count == 1 ? "was" : "were")} cut: "
            + string.Join(", ", _first.Take(MostNamed).Select(cut => $"row {cut.Row} {cut.Column}"))
            + (Count > MostNamed ? ", …" : "") + "; the sheet 'cut cells' lists them, other formats hold them whole",
        ];
}

/// <summary>A cell that was cut, and how long its text is.</summary>
internal sealed record XlsxCut(int Row, string Column, int Length);
