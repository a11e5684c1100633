using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Packing;

/// <summary>What bounds a request to a model beside its own figures.</summary>
/// <param name="Output">The most tokens of the answer.</param>
/// <param name="Tokens">The most tokens read and written together.</param>
public sealed record RequestBounds(int? Output, int? Tokens)
{
    /// <summary>What is known before a provider said anything.</summary>
    public static readonly RequestBounds None = new(null, null);

    /// <summary>The most tokens that are read.</summary>
    public int? Input { get; init; }

    /// <summary>Whether a limit counts the cap of the answer in advance.</summary>
    public bool CountsCap { get; init; }

    /// <summary>These, and the smallest of the token limits that a request to a model must pass.</summary>
    public RequestBounds Within(Model model)
    {
        var scopes = LimitScope.ListFor(model).Where(scope => scope.Tokens is not null).ToList();
        var most = scopes.Where(scope => scope.Counted is CountedTokens.All or CountedTokens.WithCap)
            .Min(scope => scope.Tokens);
        return this with
        {
            Tokens = Tokens is null || most < Tokens ? most ?? Tokens : Tokens,
            Input = scopes.Where(scope => scope.Counted == CountedTokens.Input).Min(scope => scope.Tokens),
            // One that a refusal told refused what was asked for.
            CountsCap = Tokens is not null || scopes.Exists(scope => scope.Counted == CountedTokens.WithCap),
        };
    }

    /// <summary>Whether every token that is asked for is worth something with a model.</summary>
    public bool Bind(Model model) => Output is not null || Tokens is not null || model.Tier == Tier.Paid;
}
