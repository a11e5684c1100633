using BulkExtractor.Basics;

namespace BulkExtractor.Exports;

/// <summary>Which of the input's columns go into an export.</summary>
public sealed class ColumnChoice
{
    private readonly int[] _places;

    /// <summary>Chooses columns by their names.</summary>
    /// <param name="names">Names parted by commas; null takes all.</param>
    public ColumnChoice(ExportShape shape, string? names)
    {
        _places = names is null
            ? [.. Enumerable.Range(0, shape.Columns.Count)]
            : [.. names.Split(',', StringSplitOptions.TrimEntries).Select(name => PlaceOf(shape, name))];
        Shape = shape with { Columns = [.. _places.Select(place => shape.Columns[place])] };
    }

    /// <summary>The shape of the export.</summary>
    public ExportShape Shape { get; }

    /// <summary>A row with the chosen columns only.</summary>
    public ExportRow Apply(ExportRow row) => row with { Columns = [.. _places.Select(place => row.Columns[place])] };

    private static int PlaceOf(ExportShape shape, string name)
    {
        var place = shape.Columns.ToList().IndexOf(name);
        return place >= 0
            ? place
            : throw new InputException(
                $"columns: there is no column '{name}'; there are {string.Join(", ", shape.Columns)}");
    }
}
