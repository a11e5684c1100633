namespace BulkExtractor.Limits;

/// <summary>What a request can weigh at most in a scope that does not count requests.</summary>
/// <param name="Tokens">The tokens, or units, that count there.</param>
/// <param name="Cost">In US dollars.</param>
public readonly record struct RequestWeight(int Tokens, decimal Cost);

/// <summary>The tokens of a request.</summary>
/// <param name="Input">Those that are read.</param>
/// <param name="Output">Those that are written, or will be.</param>
/// <param name="Cap">The most that may be written, which some providers count until the answer is there.</param>
public readonly record struct RequestTokens(int Input, int Output, int Cap)
{
    /// <summary>The same once the answer is there: only what it took counts then.</summary>
    public RequestTokens Settled => this with { Cap = Output };
}

/// <summary>What a scope counts that bounds neither requests nor places nor dollars.</summary>
public enum CountedTokens
{
    /// <summary>Tokens that are read and written.</summary>
    All,

    /// <summary>Tokens that are read, and those that may be written.</summary>
    WithCap,

    /// <summary>Tokens that are read.</summary>
    Input,

    /// <summary>The provider's own units, by a price a token.</summary>
    Units,
}
