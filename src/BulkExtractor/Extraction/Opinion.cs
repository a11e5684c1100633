using System.Text.Json.Nodes;
using BulkExtractor.Extraction.Grounding;

namespace BulkExtractor.Extraction;

/// <summary>One answer about a chunk, as votes and passes count it.</summary>
/// <param name="Key">The key of the model that gave it.</param>
/// <param name="Model">The id of the model.</param>
public sealed record Opinion(string Key, string Model, JsonObject Fields, Evidence Evidence)
{
    /// <summary>The names of the fields that were asked; null for all.</summary>
    public IReadOnlyList<string>? Asked { get; init; }

    /// <summary>Whether only what earlier answers lack was asked.</summary>
    public bool Further { get; init; }
}

/// <summary>What is asked next of a chunk that is answered.</summary>
/// <param name="Voters">The keys of the models that are not asked, since they had their say.</param>
public sealed record FollowUp(IReadOnlyList<string> Voters)
{
    /// <summary>The names of the fields that are asked; null for all.</summary>
    public IReadOnlyList<string>? Asked { get; init; }

    /// <summary>What was found already, where only further items are wanted.</summary>
    public string? Found { get; init; }
}

/// <summary>What the answers about a chunk say together.</summary>
/// <param name="Open">The names of the fields on which another model should have a say.</param>
/// <param name="Next">What is asked next; null when enough was said.</param>
public sealed record Ballot(Testimony Result, IReadOnlyList<string> Open, FollowUp? Next)
{
    /// <summary>The result where nothing more is to be had, flagged with the reason.</summary>
    public Testimony Without(string reason)
    {
        var flags = Open.Select(name => $"/{SchemaCheck.Escape(name)}: no other opinion: {reason}");
        var evidence = Result.Evidence;
        return Result with { Evidence = evidence with { Flags = [.. evidence.Flags, .. flags] } };
    }
}
