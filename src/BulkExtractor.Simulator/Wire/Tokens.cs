namespace BulkExtractor.Simulator.Wire;

/// <summary>The simulated models' tokenizer: a token is three and a half characters.</summary>
internal static class Tokens
{
    private const double Characters = 3.5;

    public static int In(int characters) => (int)Math.Ceiling(characters / Characters);

    public static int Length(int tokens) => (int)Math.Min(int.MaxValue, tokens * Characters);
}
