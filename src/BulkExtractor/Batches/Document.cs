using BulkExtractor.Models;

namespace BulkExtractor.Batches;

/// <summary>One input row.</summary>
/// <param name="Number">The row's number among the data rows, from 1.</param>
/// <param name="Key">The user's own key, or the number.</param>
/// <param name="Text">What the models read.</param>
/// <param name="Columns">The row's cells as they stood in the file, in the header's order.</param>
/// <param name="Image">The picture's path or address, if the job has one.</param>
public sealed record Document(int Number, string Key, string Text, IReadOnlyList<string> Columns, string? Image = null)
{
    /// <summary>The path of a file whose text belongs to it.</summary>
    public string? File { get; init; }

    /// <summary>Its pictures; one that stands at an address is not among them before it is fetched.</summary>
    public IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>How many of its pages were scanned; 0 where its file has a text of its own.</summary>
    public int Pages { get; init; }

    /// <summary>What parts the pages in <see cref="Seen"/>.</summary>
    public const char PageEnd = '\f';

    /// <summary>What a program read in its pictures: where values stand there; null where none did.</summary>
    public string? Seen { get; init; }

    /// <summary>What is to be told of how its pages were drawn; null where they are drawn in full.</summary>
    public string? ScanNote { get; init; }

    /// <summary>Why it cannot be read: it is failed with that reason, and nobody is asked.</summary>
    public string? Problem { get; init; }

    /// <summary>How many of its characters no database holds, so that U+FFFD stands in their place.</summary>
    public int Replaced { get; init; }

    /// <summary>What is to be told of it beside its values: what was not taken as it stood; null if all was.</summary>
    public string? Note => (Replaced, ScanNote) switch
    {
        (0, _) => ScanNote,
        (_, null) => OfReplaced,
        _ => $"{OfReplaced}; {ScanNote}",
    };

    /// <summary>The estimated tokens of what the models see.</summary>
    public int Tokens => TokenEstimate.Estimate(Text) + PictureTokens;

    /// <summary>Those of its pictures.</summary>
    public int PictureTokens => Pictures.Sum(picture => picture.Tokens);

    /// <summary>SHA-256 over what the models see: equal documents have equal hashes.</summary>
    public byte[] Hash => DocumentHash.Compute(
        Text,
        Problem is null
            ? Pictures.Count == 0 ? Image : string.Join('\n', Pictures.Select(one => DocumentHash.NameOf(one.Hash)))
            : $"{Image ?? File}: {Problem}");

    private string OfReplaced => $"{InputNotes.OfReplaced} in its input: {Replaced:N0}";

    /// <summary>The document with a text that follows its own.</summary>
    public Document WithText(string text) => this with { Text = Text.Length == 0 ? text : $"{Text}\n\n{text}" };
}
