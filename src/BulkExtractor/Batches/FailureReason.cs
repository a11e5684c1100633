namespace BulkExtractor.Batches;

/// <summary>Documents that were given up for the same reason.</summary>
/// <param name="Chunks">What of them a retry would ask for; nothing of what cannot be read.</param>
public sealed record FailureReason(string Reason, int Documents, int Chunks);
