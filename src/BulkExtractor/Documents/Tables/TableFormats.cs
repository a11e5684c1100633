using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables;

/// <summary>Opens tables of every kind, each told by its first bytes.</summary>
internal static class TableFormats
{
    /// <summary>The table of a file, which may be packed once.</summary>
    public static async Task<ITable> OpenAsync(
        TableBytes bytes, TableOptions options, CancellationToken cancellationToken)
    {
        var start = await bytes.PeekAsync(cancellationToken);
        if (FileKinds.IsGzip(start.Span)) return await OpenGzipAsync(bytes, options, cancellationToken);
        if (FileKinds.IsZip(start.Span)) return await OpenZipAsync(bytes, options, cancellationToken);
        return await OpenPlainAsync(bytes, options, cancellationToken);
    }

    private static async Task<ITable> OpenGzipAsync(
        TableBytes bytes, TableOptions options, CancellationToken cancellationToken)
    {
        var unpacked = new TableBytes(
            bytes.Name,
            async token => UnpackedStream.Gunzip(await bytes.OpenAsync(token), bytes.Name, options.Bounds),
            bytes.Again);
        return await PackedTable.OpenAsync(
            "in gzip", [unpacked], token => OpenUnpackedAsync(unpacked, options, token), cancellationToken);
    }

    private static async Task<ITable> OpenZipAsync(
        TableBytes bytes, TableOptions options, CancellationToken cancellationToken)
    {
        var stream = await bytes.OpenSeekableAsync(cancellationToken);
        var archive = ZipFiles.Open(stream, bytes.Name, options.Bounds);
        if (archive.IsWorkbook) return await WorkbookTable.OpenAsync(archive, options, cancellationToken);

        var files = archive.List();
        return await PackedTable.OpenAsync(
            "in a zip",
            [.. files, archive],
            token => files is [var only]
                ? OpenUnpackedAsync(only, options, token)
                : JoinedTable.OpenAsync(files, (file, t) => OpenUnpackedAsync(file, options, t), token),
            cancellationToken);
    }

    // A workbook is an archive itself, and may come in one; any other archive in an archive may not.
    private static async Task<ITable> OpenUnpackedAsync(
        TableBytes bytes, TableOptions options, CancellationToken cancellationToken)
    {
        var start = await bytes.PeekAsync(cancellationToken);
        if (FileKinds.IsGzip(start.Span)) throw PackedTwice(bytes);
        if (!FileKinds.IsZip(start.Span)) return await OpenPlainAsync(bytes, options, cancellationToken);

        var stream = await bytes.OpenSeekableAsync(cancellationToken);
        var archive = ZipFiles.Open(stream, bytes.Name, options.Bounds);
        return archive.IsWorkbook
            ? await WorkbookTable.OpenAsync(archive, options, cancellationToken)
            : throw PackedTwice(bytes);
    }

    private static async Task<ITable> OpenPlainAsync(
        TableBytes bytes, TableOptions options, CancellationToken cancellationToken)
    {
        var start = await bytes.PeekAsync(cancellationToken);
        if (FileKinds.IsParquet(start.Span)) return await ParquetTable.OpenAsync(bytes, options, cancellationToken);
        if (FileKinds.Refusal(start.Span) is { } refusal) throw new InputException($"{bytes.Name} {refusal}");
        return JsonStart.Find(start.Span, options.Input.Encoding) is { } json
            ? await JsonTable.OpenAsync(bytes, json, options, cancellationToken)
            : await CsvTable.OpenAsync(bytes, options, cancellationToken);
    }

    private static InputException PackedTwice(TableBytes bytes) =>
        new($"{bytes.Name} is packed twice: unpack it once, and submit that");
}
