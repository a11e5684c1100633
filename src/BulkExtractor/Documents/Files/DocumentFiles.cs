using System.Runtime.CompilerServices;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Documents.Scans;
using BulkExtractor.Jobs;

namespace BulkExtractor.Documents.Files;

/// <summary>Reads the files and pictures that documents name, a few ahead of whoever takes them, in order.</summary>
/// <param name="source">The input's name, for errors.</param>
/// <param name="notes">Told what was not taken as it stands in them.</param>
internal sealed class DocumentFiles(
    JobInput input, AllowedFolder folder, PdfText pdf, ScanReader scans, string source, InputNotes notes)
{
    private const int Ahead = 4;

    /// <summary>The room for all of their pictures.</summary>
    public PictureRoom Room { get; init; } = new();

    /// <summary>In how many documents scans are drawn; of those behind, only the price is found out.</summary>
    public int Drawn { get; init; } = int.MaxValue;

    /// <summary>The documents with what they name; one whose file cannot be had says why.</summary>
    public async IAsyncEnumerable<Document> ReadAsync(
        IAsyncEnumerable<Document> documents, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var drawn = 0;
        var waiting = new Queue<(Document Row, Task<Document> Read)>(Ahead);
        try
        {
            await foreach (var document in documents.WithCancellation(cancellationToken))
            {
                if (waiting.Count == Ahead) yield return await NextAsync(waiting);
                waiting.Enqueue((document, ReadAsync(document, draws: drawn++ < Drawn, stop.Token)));
            }

            while (waiting.Count > 0) yield return await NextAsync(waiting);
        }
        finally
        {
            // Whoever wants no more documents wants no more files either.
            await stop.CancelAsync();
            foreach (var (_, read) in waiting)
                await ((Task)read).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Document> NextAsync(Queue<(Document Row, Task<Document> Read)> waiting)
    {
        var (row, read) = waiting.Dequeue();
        var document = Kept(await read);
        notes.Replaced += document.Replaced - row.Replaced;
        return document;
    }

    // The input is refused as a whole: half of a batch would be no answer to it.
    private Document Kept(Document document) => document.Pictures.All(picture => Room.Take(picture))
        ? document
        : throw new InputException(
            $"{source}: row {document.Number}: {(document.Image is null ? input.File : input.Image)}: "
            + $"'{document.Image ?? document.File}': {PictureRoom.Problem}: submit the rows in several files");

    private async Task<Document> ReadAsync(Document document, bool draws, CancellationToken cancellationToken)
    {
        if (document.File is { } either && input.File == input.Image)
            return await WithEitherAsync(document, either, draws, cancellationToken);
        if (document.File is { } file) document = await WithTextAsync(document, file, draws, cancellationToken);
        return document is { Image: { } image, Problem: null }
            ? await WithPictureAsync(document, image, cancellationToken)
            : document;
    }

    // Where one column names both, a file is what its bytes say.
    private async Task<Document> WithEitherAsync(
        Document document, string named, bool draws, CancellationToken cancellationToken)
    {
        var read = await BytesAsync(document, input.File!, named, FileText.MostBytes, cancellationToken);
        return FileKinds.IsPicture(read.Bytes)
            ? WithPicture(document with { File = null }, named, read.Within(Picture.MostBytes, named))
            : await WithTextAsync(document with { Image = null }, named, read, draws, cancellationToken);
    }

    private async Task<Document> WithTextAsync(
        Document document, string named, bool draws, CancellationToken cancellationToken)
    {
        if (PictureAddress.IsMeantBy(named)) throw Outside(document, input.File!, named, "is no path of a file");
        var read = await BytesAsync(document, input.File!, named, FileText.MostBytes, cancellationToken);
        return await WithTextAsync(document, named, read, draws, cancellationToken);
    }

    private async Task<Document> WithTextAsync(
        Document document, string named, FileBytes read, bool draws, CancellationToken cancellationToken)
    {
        if (read.Bytes is not { } bytes) return document with { Problem = read.Problem };
        var content = await FileText.ReadAsync(bytes, named, input.Encoding, pdf, cancellationToken);
        if (content.IsScan) return await scans.ReadAsync(document, bytes, named, draws, cancellationToken);
        return content.Text is { } text
            ? document.WithText(text) with { Replaced = document.Replaced + content.Replaced }
            : document with { Problem = content.Problem };
    }

    private async Task<Document> WithPictureAsync(Document document, string named, CancellationToken cancellationToken)
    {
        if (PictureAddress.IsMeantBy(named))
        {
            return PictureAddress.Read(named) is not null
                ? document
                : throw Outside(document, input.Image!, named, "is not fetched: only plain https addresses are");
        }

        var read = await BytesAsync(document, input.Image!, named, Picture.MostBytes, cancellationToken);
        return WithPicture(document, named, read);
    }

    private static Document WithPicture(Document document, string named, FileBytes read)
    {
        if (read.Bytes is not { } bytes) return document with { Problem = read.Problem };
        return Picture.Read(bytes) is { } picture
            ? document with { Pictures = [.. document.Pictures, picture] }
            : document with { Problem = $"{named} is no PNG, JPEG, WebP or GIF" };
    }

    private Task<FileBytes> BytesAsync(
        Document document, string column, string named, int limit, CancellationToken cancellationToken)
    {
        var path = folder.Find(named) ?? throw Outside(
            document, column, named, $"leads out of the folder whose files may be read: {folder.Name}");
        return FileBytes.ReadAsync(path, named, limit, cancellationToken);
    }

    private InputException Outside(Document document, string column, string named, string problem) =>
        new($"{source}: row {document.Number}: {column}: '{named}' {problem}");
}
