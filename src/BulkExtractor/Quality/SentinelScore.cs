using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Quality;

/// <summary>How often a field of sentinels was read rightly, wrongly, or not though it is there.</summary>
public sealed record SentinelScore(string Field, int Right, int Wrong, int Missed)
{
    /// <summary>How sure the program was of what was read; null where nothing was, or nothing was looked for.</summary>
    public double? Confidence { get; init; }

    /// <summary>One for each field and confidence, over the sentinels that a request answered.</summary>
    public static IReadOnlyList<SentinelScore> Compare(
        FieldSchema fields, IReadOnlyList<(JsonObject Gold, JsonObject Said, Evidence Evidence)> answers) =>
    [
        .. fields.Properties.Select(property => property.Name).SelectMany(field => answers
            .GroupBy(answer => answer.Evidence.OfField(field).Confidence)
            .Select(same => Compare(field, same) with { Confidence = same.Key })),
    ];

    private static SentinelScore Compare(
        string field, IEnumerable<(JsonObject Gold, JsonObject Said, Evidence Evidence)> answers)
    {
        var verdicts = answers
            .Select(answer => FieldComparison.Compare(field, answer.Gold[field], answer.Said[field]))
            .ToList();
        var (right, missed) = (verdicts.Count(verdict => verdict.IsRight), verdicts.Count(IsMissed));
        return new SentinelScore(field, right, verdicts.Count - right - missed, missed);
    }

    private static bool IsMissed(FieldScore score) => score.Gold > 0 && score.Said == 0;
}
