using BulkExtractor.Export;

namespace BulkExtractor.Cli.Work;

/// <summary>Which of the input's columns go into an export.</summary>
internal sealed class ColumnChoice
{
    private readonly int[] _places;

    /// <param name="names">Names parted by commas; null takes all.</param>
    public ColumnChoice(ExportShape shape, string? names)
    {
        _places = names is null
            ? [.. Enumerable.Range(0, shape.Columns.Count)]
            : [.. names.Split(',', StringSplitOptions.TrimEntries).Select(name => PlaceOf(shape, name))];
        Shape = shape with { Columns = [.. _places.Select(place => shape.Columns[place])] };
    }

    public ExportShape Shape { get; }

    public ExportRow Of(ExportRow row) => row with { Columns = [.. _places.Select(place => row.Columns[place])] };

    private static int PlaceOf(ExportShape shape, string name)
    {
        var place = shape.Columns.ToList().IndexOf(name);
        return place >= 0
            ? place
            : throw new InputException($"--columns: there is no column '{name}'; there are {string.Join(", ", shape.Columns)}");
    }
}
