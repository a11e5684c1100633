namespace BulkExtractor.Limits;

/// <summary>What a request can weigh at most in scopes that do not count requests.</summary>
/// <param name="Tokens">Read and written together.</param>
/// <param name="Cost">In US dollars.</param>
public readonly record struct RequestWeight(int Tokens, decimal Cost);
