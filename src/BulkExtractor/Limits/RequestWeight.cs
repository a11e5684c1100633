namespace BulkExtractor.Limits;

/// <summary>What a request can weigh at most in scopes that do not count requests.</summary>
/// <param name="Tokens">Read and written together.</param>
/// <param name="Cost">In US dollars.</param>
public readonly record struct RequestWeight(int Tokens, decimal Cost);

/// <summary>What a request really took; null where nobody told, so that what was reserved stays.</summary>
/// <param name="Cost">In US dollars.</param>
public sealed record RequestUse(int? Tokens, decimal? Cost);
