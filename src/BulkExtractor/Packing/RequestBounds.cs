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

    /// <summary>These, and the smallest of the token limits that a request to a model must pass.</summary>
    public RequestBounds Within(Model model)
    {
        var limit = LimitScope.ListFor(model).Min(scope => scope.Tokens);
        return Tokens is null || limit < Tokens ? this with { Tokens = limit ?? Tokens } : this;
    }

    /// <summary>Whether every token that is asked for is worth something with a model.</summary>
    public bool Bind(Model model) => Output is not null || Tokens is not null || model.Tier == Tier.Paid;
}
