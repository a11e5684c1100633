using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables;

/// <summary>A table as it comes in: a header and rows as wide, read once from the first row to the last.</summary>
internal interface ITable : IAsyncDisposable
{
    /// <summary>How it was read.</summary>
    TableShape Shape { get; }

    /// <summary>The number of the row that was read last; data rows count from 1.</summary>
    int Number { get; }

    /// <summary>How many characters of the rows so far were replaced, since no database holds them.</summary>
    int Replaced { get; }

    /// <summary>The next row's cells, as many as the header has; null after the last.</summary>
    ValueTask<string[]?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>An error at the row that was read last: file, row, and where that stands in the file.</summary>
    InputException Fault(string problem);
}
