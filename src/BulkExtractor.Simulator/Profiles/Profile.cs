using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>How a provider behaves, as data; how it says things is its dialect.</summary>
internal sealed record Profile(string Name, Dialect Dialect, IReadOnlyList<ProfileModel> Models)
{
    public bool WantsKey { get; init; } = true;

    /// <summary>Those of the account, and those that each model has which names none of its own.</summary>
    public IReadOnlyList<ProfileLimit> Limits { get; init; } = [];

    /// <summary>The most requests under way to one model at once; null bounds none.</summary>
    public int? Parallel { get; init; }

    public ParameterRules Parameters { get; init; } = new();

    public AnswerShape Shape { get; init; } = new();

    /// <summary>The tokens of which a longer prompt loses its beginning without a word.</summary>
    public int? SilentCut { get; init; }

    public long MostBytes { get; init; } = long.MaxValue;

    /// <summary>Whether a reply that was asked to be JSON and is none is refused instead of sent.</summary>
    public bool ChecksJson { get; init; }

    public ProfileModel? Find(string id) =>
        Models.FirstOrDefault(model => model.Id == id || $"models/{model.Id}" == id);
}

internal sealed record ProfileModel(string Id)
{
    public int Context { get; init; } = 131_072;

    public int MaxOutput { get; init; } = 8_192;

    public bool ReadsImages { get; init; }

    /// <summary>Instead of the profile's limits of each model.</summary>
    public IReadOnlyList<ProfileLimit>? Limits { get; init; }

    /// <summary>The kinds of <c>response_format</c> that it takes.</summary>
    public IReadOnlyList<string> Forms { get; init; } = ["text", "json_object", "json_schema"];

    /// <summary>Null takes every schema.</summary>
    public SchemaRules? Schema { get; init; }

    public bool TakesSystem { get; init; } = true;

    /// <summary>The share of the cap that it spends on thoughts, unless they are switched off.</summary>
    public double Thoughts { get; init; }

    /// <summary>Whether it is only listed.</summary>
    public bool OnlyListed { get; init; }

    /// <summary>Units a token that is read.</summary>
    public double InputPrice { get; init; }

    /// <summary>Units a token that is written.</summary>
    public double OutputPrice { get; init; }

    /// <summary>Another model that answers in its place, without a word.</summary>
    public string? AnsweredBy { get; init; }

    public SimulatedModel Played(SimulatedAccount account) =>
        new(Id, account) { Context = Context, MaxOutput = MaxOutput, ReadsImages = ReadsImages };
}

/// <summary>How an answer is wrapped.</summary>
internal sealed record AnswerShape
{
    /// <summary>Where thoughts stand; null keeps them back.</summary>
    public string? ThoughtsIn { get; init; }

    /// <summary>Whether the content is a list of parts, thoughts among them, where the model thinks.</summary>
    public bool ThoughtParts { get; init; }

    /// <summary>Whether an answer that is a lone number is sent as one.</summary>
    public bool LoneNumbers { get; init; }

    /// <summary>Whether nothing is told of the tokens.</summary>
    public bool NoUsage { get; init; }
}
