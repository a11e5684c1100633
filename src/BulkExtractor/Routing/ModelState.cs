using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Routing;

/// <summary>Where a model stands: what is left of its limits, and what it brought lately.</summary>
/// <param name="State">ready, cooling, spent or retired.</param>
public sealed record ModelState(
    Model Model,
    string State,
    Allowance? Minute,
    Allowance? Day,
    ModelRate? Rate,
    DateTimeOffset? Until,
    string? Reason)
{
    /// <summary>How it reads the sentinels of jobs that have some.</summary>
    public IReadOnlyList<MeasuredModel> Measured { get; init; } = [];

    /// <summary>What is left of the tokens of a span or a day, where they are bounded.</summary>
    public Allowance? Tokens { get; init; }

    /// <summary>How many more requests may be under way at once, where that is bounded.</summary>
    public Allowance? Parallel { get; init; }
}
