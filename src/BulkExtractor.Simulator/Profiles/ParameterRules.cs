using System.Collections.Frozen;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>Which members of a request a provider takes.</summary>
internal sealed record ParameterRules
{
    private static readonly string[] Common =
    [
        "model", "messages", "max_tokens", "max_completion_tokens", "temperature", "top_p", "stream", "stop",
        "response_format", "tools", "tool_choice", "n", "user", "seed",
    ];

    /// <summary>Those that it knows; null knows all, or lets them be.</summary>
    public FrozenSet<string>? Known { get; init; }

    /// <summary>Those that it refuses although it knows others.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>The cap of an answer for which none was asked; null takes the model's most.</summary>
    public int? DefaultCap { get; init; }

    /// <summary>Whether a cap over the model's most is refused.</summary>
    public bool ChecksCap { get; init; }

    /// <summary>Whether <c>json_object</c> wants the word JSON in a message.</summary>
    public bool WantsJsonWord { get; init; }

    /// <summary>Whether the answer's cap must fit into the context beside the prompt.</summary>
    public bool CountsCapInContext { get; init; }

    /// <summary>The usual ones and some more.</summary>
    public static FrozenSet<string> Usual(params string[] more) => [.. Common, .. more];
}

/// <summary>What a strict schema must be.</summary>
internal sealed record SchemaRules
{
    /// <summary>Whether each object must require all its properties and allow no other.</summary>
    public bool Closed { get; init; }

    /// <summary>Words that may not stand in it.</summary>
    public IReadOnlyList<string> Forbidden { get; init; } = [];

    public int MostDepth { get; init; } = int.MaxValue;
}
