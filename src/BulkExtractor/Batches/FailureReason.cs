namespace BulkExtractor.Batches;

/// <summary>Documents that were given up for the same reason.</summary>
/// <param name="Chunks">What of them a retry would ask for; nothing of what cannot be read.</param>
public sealed record FailureReason(string Reason, int Documents, int Chunks)
{
    /// <summary>What is to be done where a retry asks for none of them.</summary>
    public const string Advice =
        "No model was asked for them, and a retry asks none: mend the input, and submit those rows anew.";
}
