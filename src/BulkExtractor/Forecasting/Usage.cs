namespace BulkExtractor.Forecasting;

/// <summary>What requests took, and what they brought.</summary>
public sealed record Usage
{
    /// <summary>The requests that were sent.</summary>
    public long Requests { get; init; }

    /// <summary>Those of them that brought no new answer.</summary>
    public long Wasted { get; init; }

    /// <summary>The documents, or parts of them, that were answered.</summary>
    public long Rows { get; init; }

    /// <summary>The tokens read, as far as providers told.</summary>
    public long PromptTokens { get; init; }

    /// <summary>The tokens written, as far as providers told.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>Those of the tokens written that were thoughts, as far as providers told.</summary>
    public long ThoughtTokens { get; init; }

    /// <summary>The US dollars; what is not known yet, or never will be, at its highest.</summary>
    public decimal Cost { get; init; }

    /// <summary>All tokens.</summary>
    public long Tokens => PromptTokens + CompletionTokens;

    /// <summary>Both together.</summary>
    public Usage Plus(Usage other) => new()
    {
        Requests = Requests + other.Requests,
        Wasted = Wasted + other.Wasted,
        Rows = Rows + other.Rows,
        PromptTokens = PromptTokens + other.PromptTokens,
        CompletionTokens = CompletionTokens + other.CompletionTokens,
        ThoughtTokens = ThoughtTokens + other.ThoughtTokens,
        Cost = Cost + other.Cost,
    };
}

/// <summary>What requests to a model took and brought.</summary>
/// <param name="Account">The account's id; null, as the model, for requests of which only the sums are left.</param>
public sealed record ModelUsage(string? Account, string? Model, Usage Usage)
{
    /// <summary>The same by the model's name, for people.</summary>
    public NamedUsage ToNamed() => new(Model ?? "older, of any model", Usage);
}

/// <summary>What requests took and brought that have a name in common: an account, a job.</summary>
public sealed record NamedUsage(string Name, Usage Usage);

/// <summary>What the requests of a day took and brought.</summary>
/// <param name="Day">Its beginning, in UTC.</param>
public sealed record DayUsage(DateTimeOffset Day, Usage Usage);
