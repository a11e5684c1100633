using Parquet;

namespace BulkExtractor.Exports.Parquet;

/// <summary>The values that no column of their type holds: left out of it, and told.</summary>
internal sealed class ParquetNotes
{
    private const string Key = "bulk.left_out";
    private const int MostNamed = 5;

    private readonly List<string> _first = [];
    private int _count;

    /// <summary>What is told of them.</summary>
    public IReadOnlyList<string> Sentences => _count == 0
        ? []
        : [
            $"{_count:N0} {(_count == 1 ? "value does" : "values do")} not fit into a column of Parquet (more digits "
            + $"than it holds) and stand as null: {string.Join(", ", _first)}{(_count > MostNamed ? ", …" : "")}; "
            + "csv and jsonl have them as they are",
        ];

    public void Add(int row, string field)
    {
        if (_count++ < MostNamed) _first.Add($"row {row} {field}");
    }

    /// <summary>Tells it in the file itself, too, for those who are sent nothing else.</summary>
    public void Tell(ParquetWriter writer)
    {
        if (Sentences is [var sentence]) writer.CustomMetadata = new Dictionary<string, string> { [Key] = sentence };
    }
}
