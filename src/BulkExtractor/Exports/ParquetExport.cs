using BulkExtractor.Exports.Parquet;
using Parquet;

namespace BulkExtractor.Exports;

/// <summary>Parquet with typed columns: the user's as texts, the fields as what their schema says.</summary>
public sealed class ParquetExport : IExportFormat
{
    private const int MostRows = 50_000;

    // A group is in memory until it is written: a few long texts end it earlier.
    private const long MostLetters = 4 << 20;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> WriteAsync(
        Stream output, ExportShape shape, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellationToken)
    {
        var table = new ParquetRows(shape);
        await using var flow = new OutFlow(output);
        await using (var writer = await ParquetWriter.CreateAsync(
            table.Schema, flow, cancellationToken: cancellationToken))
        {
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                table.Add(row);
                if (table.Rows >= MostRows || table.Letters >= MostLetters)
                    await table.WriteAsync(writer, flow, cancellationToken);
            }

            if (table.Rows > 0) await table.WriteAsync(writer, flow, cancellationToken);
            table.Notes.Tell(writer);
        }

        await flow.PassOnAllAsync(cancellationToken);
        return table.Notes.Sentences;
    }
}
