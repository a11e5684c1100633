using BulkExtractor.Models;

namespace BulkExtractor.Packing;

/// <summary>The tokens that a model counts for each that was estimated, by script.</summary>
/// <remarks>
/// Learned from the counts of whole requests by normalised least mean squares (Widrow and Hoff, 1960; Haykin,
/// <em>Adaptive Filter Theory</em>, chapter 6): each script answers for its share of the error.
/// </remarks>
public sealed record TokenFactors
{
    private const double Step = 0.2;
    private const double Least = 0.3;
    private const double Most = 3;

    private readonly double[] _factors;

    private TokenFactors(IEnumerable<double> factors) => _factors = [.. factors];

    /// <summary>What is assumed before a model's first answer: that the estimate is right.</summary>
    public static TokenFactors Start { get; } = new(Enum.GetValues<Script>().Select(_ => 1.0));

    /// <summary>The factors as they were kept; those assumed at first where there were other scripts then.</summary>
    public static TokenFactors Create(IReadOnlyList<double> values) =>
        values.Count == Start._factors.Length ? new TokenFactors(values) : Start;

    /// <summary>The factors, in the order of the scripts.</summary>
    public IReadOnlyList<double> Values => _factors;

    /// <summary>The factor of a script.</summary>
    public double For(Script script) => _factors[(int)script];

    /// <summary>What a model counts for a number of estimated tokens, rounded up.</summary>
    public int Count(Script script, int estimated) => (int)Math.Ceiling(For(script) * estimated);

    /// <summary>What a model counts for a whole request.</summary>
    public int Count(IReadOnlyDictionary<Script, int> estimated) =>
        estimated.Sum(share => Count(share.Key, share.Value));

    /// <summary>Learns from a request whose tokens the provider counted.</summary>
    public TokenFactors Learn(IReadOnlyDictionary<Script, int> estimated, int counted)
    {
        var power = estimated.Values.Sum(tokens => (double)tokens * tokens);
        if (power == 0) return this;
        var error = counted - estimated.Sum(share => For(share.Key) * share.Value);
        return new TokenFactors(_factors.Select((factor, script) => Math.Clamp(
            factor + (Step * error * estimated.GetValueOrDefault((Script)script) / power), Least, Most)));
    }
}
