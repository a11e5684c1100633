using Parquet;
using Parquet.Schema;

namespace BulkExtractor.Exports.Parquet;

/// <summary>The columns of a Parquet file, and the rows of the group that is being filled.</summary>
internal sealed class ParquetRows
{
    private readonly IReadOnlyList<WrittenColumn> _columns;

    public ParquetRows(ExportShape shape)
    {
        _columns = [.. List(shape, CsvHeader.Names(shape))];
        Schema = new ParquetSchema(_columns.Select(column => column.Field));
    }

    public ParquetSchema Schema { get; }

    /// <summary>The values that no column of their type holds.</summary>
    public ParquetNotes Notes { get; } = new();

    /// <summary>How many rows wait.</summary>
    public int Rows { get; private set; }

    /// <summary>How many letters are in them.</summary>
    public long Letters => _columns.Sum(column => column.Letters);

    public void Add(ExportRow row)
    {
        foreach (var column in _columns) column.Add(row);
        Rows++;
    }

    /// <summary>Writes the rows as a group of their own.</summary>
    public async Task WriteAsync(ParquetWriter writer, OutFlow flow, CancellationToken cancellationToken)
    {
        using (var group = writer.CreateRowGroup())
        {
            foreach (var column in _columns)
            {
                await column.WriteAsync(group, cancellationToken);
                await flow.PassOnAsync(cancellationToken);
            }
        }

        Rows = 0;
    }

    private IEnumerable<WrittenColumn> List(ExportShape shape, IReadOnlyList<string> names)
    {
        var next = 0;
        for (var i = 0; i < shape.Columns.Count; i++)
        {
            var place = i;
            yield return new TextColumn(names[next++], row => row.Columns[place]);
        }

        foreach (var field in shape.Fields.Properties) yield return FieldColumns.Create(names[next++], field, Notes);

        yield return new TextColumn(names[next++], row => row.Model);
        yield return new NumberColumn<double>(names[next++], row => row.Confidence);
        yield return new TextColumn(names[next], row => row.Problem);
    }
}
