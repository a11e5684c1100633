namespace BulkExtractor.Routing;

/// <summary>What a model's latest requests brought.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Answered">The requests that brought an answer.</param>
/// <param name="Rows">The answers they brought.</param>
public sealed record ModelRate(string Account, string Model, int Requests, int Answered, int Rows);
