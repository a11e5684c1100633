using System.Globalization;
using BulkExtractor.Basics;
using CsvHelper;
using CsvHelper.Configuration;

namespace BulkExtractor.Exports;

/// <summary>Which of the input's columns go into an export.</summary>
public sealed class ColumnChoice
{
    private readonly int[] _places;

    /// <summary>Chooses columns by their names.</summary>
    /// <param name="names">Names parted by commas, those with commas or blanks at an end in quotes; null takes all.
    /// One that is named twice is taken once.</param>
    public ColumnChoice(ExportShape shape, string? names)
    {
        _places = names is null
            ? [.. Enumerable.Range(0, shape.Columns.Count)]
            : [.. Split(shape, names).Select(name => PlaceOf(shape, name)).Distinct()];
        Shape = shape with { Columns = [.. _places.Select(place => shape.Columns[place])] };
    }

    /// <summary>The shape of the export.</summary>
    public ExportShape Shape { get; }

    /// <summary>A row with the chosen columns only.</summary>
    public ExportRow Apply(ExportRow row) => row with { Columns = [.. _places.Select(place => row.Columns[place])] };

    // A whole name wins over its parts: --columns "Amount, EUR" means the column that is called so.
    private static string[] Split(ExportShape shape, string names)
    {
        if (shape.Columns.Contains(names)) return [names];
        var asCsv = new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim };
        using var parser = new CsvParser(new StringReader(names), asCsv);
        return parser.Read() ? parser.Record! : [];
    }

    private static int PlaceOf(ExportShape shape, string name)
    {
        var place = shape.Columns.ToList().IndexOf(name);
        return place >= 0
            ? place
            : throw new InputException(
                $"columns: there is no column '{name}'; there are {string.Join(", ", shape.Columns)}");
    }
}
