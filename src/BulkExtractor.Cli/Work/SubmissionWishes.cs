using BulkExtractor.Catalog;

namespace BulkExtractor.Cli.Work;

/// <summary>What the user said about a batch on the command line.</summary>
/// <param name="File">The CSV's path, or - for stdin.</param>
/// <param name="Job">A job's name or folder.</param>
internal sealed record SubmissionWishes(string File, string Job)
{
    public int? Limit { get; init; }

    public int? Pack { get; init; }

    public int? Weight { get; init; }

    public DateTimeOffset? Deadline { get; init; }

    public IReadOnlyList<string> Models { get; init; } = [];

    public IReadOnlyList<Tier> Tiers { get; init; } = [];

    public char? Delimiter { get; init; }

    public string? Encoding { get; init; }
}
