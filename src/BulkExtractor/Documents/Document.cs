namespace BulkExtractor.Documents;

/// <summary>One input row.</summary>
/// <param name="Number">The row's number among the data rows, from 1.</param>
/// <param name="Key">The user's own key, or the number.</param>
/// <param name="Text">What the models read.</param>
/// <param name="Columns">The row's cells as they stood in the file, in the header's order.</param>
/// <param name="Image">The picture's path or address, if the job has one.</param>
public sealed record Document(int Number, string Key, string Text, IReadOnlyList<string> Columns, string? Image = null)
{
    /// <summary>SHA-256 over what the models see: equal documents have equal hashes.</summary>
    public byte[] Hash => DocumentHash.Of(Text, Image);
}
