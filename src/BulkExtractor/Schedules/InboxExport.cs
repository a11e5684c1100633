using BulkExtractor.Basics;
using BulkExtractor.Exports;
using BulkExtractor.Review;

namespace BulkExtractor.Schedules;

/// <summary>Writes the export of a file whose batch has ended: one, whole or not at all.</summary>
public sealed class InboxExport(IScheduleStore schedules, IResultStore results)
{
    /// <summary>Writes it; where to, null when there is nothing to write any more.</summary>
    public async Task<string?> RunAsync(long fileId, CancellationToken cancellationToken)
    {
        var file = await schedules.FindFileAsync(fileId, cancellationToken);
        if (file is not { ExportedAt: null, Export: { } export, BatchId: { } batch }) return null;
        if (await results.FindShapeAsync(batch, cancellationToken) is not var (_, shape)) return null;

        // Its place is kept before it is written: a second try writes the same file.
        var path = file.ExportPath ?? await ReserveAsync(file, cancellationToken);
        OutputFile.RemoveDrafts(path);
        await using (var output = OutputFile.Open(path))
        {
            var rows = results.ReadAsync(batch, null, cancellationToken);
            var written = export.Format == "csv" ? await WritableAsync(shape, rows, cancellationToken) : shape;
            await ExportFormats.Named(export.Format).WriteAsync(output.Stream, written, rows, cancellationToken);
            output.Complete();
        }

        await schedules.EndExportAsync(fileId, cancellationToken);
        return path;
    }

    // Nobody is there to name another encoding: one that has every character, and says so by its mark.
    private static async Task<ExportShape> WritableAsync(
        ExportShape shape, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellationToken)
    {
        try
        {
            await CsvExport.CheckAsync(shape, rows, cancellationToken);
            return shape;
        }
        catch (InputException)
        {
            return shape with { Dialect = shape.Dialect! with { Encoding = "utf-8", ByteOrderMark = true } };
        }
    }

    // Never over a file that is there: who fetches the exports may not have come yet.
    private async Task<string> ReserveAsync(InboxFile file, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Export!.To)!);
        foreach (var path in FreeName.Candidates(file.Export.To).Where(path => !File.Exists(path)))
        {
            if (await schedules.ReserveExportAsync(file.FileId, path, cancellationToken) is { } place) return place;
        }

        throw new InvalidOperationException("There is always one more name.");
    }
}
