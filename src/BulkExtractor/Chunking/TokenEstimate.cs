namespace BulkExtractor.Chunking;

/// <summary>How many tokens a text is likely to have.</summary>
public static class TokenEstimate
{
    /// <summary>A cautious guess: three characters a token.</summary>
    public static int Of(ReadOnlySpan<char> text) => (text.Length + 2) / 3;
}
