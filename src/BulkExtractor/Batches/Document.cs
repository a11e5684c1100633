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

    /// <summary>The picture; null where there is none, or it stands at an address and was not fetched yet.</summary>
    public Picture? Picture { get; init; }

    /// <summary>Why it cannot be read: it is failed with that reason, and nobody is asked.</summary>
    public string? Problem { get; init; }

    /// <summary>How many of its characters no database holds, so that U+FFFD stands in their place.</summary>
    public int Replaced { get; init; }

    /// <summary>What is to be told of it beside its values: what was not taken as it stood; null if all was.</summary>
    public string? Note => Replaced == 0 ? null : $"{InputNotes.OfReplaced} in its input: {Replaced:N0}";

    /// <summary>The estimated tokens of what the models see.</summary>
    public int Tokens => TokenEstimate.Estimate(Text) + (Picture?.Tokens ?? 0);

    /// <summary>SHA-256 over what the models see: equal documents have equal hashes.</summary>
    public byte[] Hash => DocumentHash.Compute(
        Text,
        Problem is null
            ? Picture is null ? Image : DocumentHash.NameOf(Picture.Hash)
            : $"{Image ?? File}: {Problem}");
}
