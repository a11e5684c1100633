namespace BulkExtractor.Models;

/// <summary>The models that a provider lists.</summary>
/// <param name="Complete">Whether these are all: only then is a model gone that is not among them.</param>
public sealed record Listing(IReadOnlyList<ListedModel> Models, bool Complete);

/// <summary>A model as its provider lists it; what was not told is null.</summary>
public sealed record ListedModel(string Id)
{
    /// <summary>The context window in tokens, of the provider that serves it now where that is the smaller.</summary>
    public int? Context { get; init; }

    /// <summary>The most tokens of an answer.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>What it reads: text, image, …; empty where that is not told.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>What it writes; empty where that is not told.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>US dollars a token, a request or a picture, by the list's names; null where it is no number.</summary>
    public IReadOnlyDictionary<string, decimal?> Prices { get; init; } = new Dictionary<string, decimal?>();

    /// <summary>The parameters that a request may hold; a hint, not a promise.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>The day the provider takes it away.</summary>
    public DateOnly? Expires { get; init; }
}
