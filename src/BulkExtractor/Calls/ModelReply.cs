namespace BulkExtractor.Calls;

/// <summary>What came back from a model: a content, or a failure.</summary>
public sealed record ModelReply
{
    /// <summary>What the model wrote; empty when the request failed.</summary>
    public string Content { get; init; } = "";

    /// <summary>Whether the content was cut off at the model's output limit.</summary>
    public bool Truncated { get; init; }

    /// <summary>Whether thoughts used up the model's output limit, so that no answer came.</summary>
    public bool OnlyThoughts { get; init; }

    /// <summary>Why there is no usable content; null when there is.</summary>
    public CallFailure? Failure { get; init; }

    /// <summary>The HTTP status; null when none arrived.</summary>
    public int? Status { get; init; }

    /// <summary>The model that really answered, as the provider names it.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>The tokens read, as the provider counted them.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>The tokens written, as the provider counted them.</summary>
    public int? CompletionTokens { get; init; }

    /// <summary>The limits that it named, also where it brought an answer.</summary>
    public IReadOnlyList<ToldLimit> Told { get; init; } = [];

    /// <summary>What it cost in US dollars, as the provider told.</summary>
    public decimal? Cost { get; init; }

    /// <summary>How many of the tokens written were thoughts that are not in the content.</summary>
    public int? ReasoningTokens { get; init; }
}
