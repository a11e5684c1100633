using System.Text.Json.Nodes;
using BulkExtractor.Evaluation;
using BulkExtractor.Jobs;

namespace BulkExtractor.Sentinels;

/// <summary>How often a field of sentinels was read rightly, wrongly, or not though it is there.</summary>
public sealed record SentinelScore(string Field, int Right, int Wrong, int Missed)
{
    /// <summary>One for each field, over the sentinels that a request answered.</summary>
    public static IReadOnlyList<SentinelScore> Of(
        FieldSchema fields, IReadOnlyList<(JsonObject Gold, JsonObject Said)> answers) =>
        answers.Count == 0 ? [] : [.. fields.Properties.Select(property => Of(property.Name, answers))];

    private static SentinelScore Of(string field, IEnumerable<(JsonObject Gold, JsonObject Said)> answers)
    {
        var verdicts = answers.Select(answer => FieldComparison.Of(field, answer.Gold[field], answer.Said[field])).ToList();
        var (right, missed) = (verdicts.Count(IsRight), verdicts.Count(IsMissed));
        return new SentinelScore(field, right, verdicts.Count - right - missed, missed);
    }

    // Case, accents and punctuation are forgiven; of a list every item must be right.
    private static bool IsRight(FieldScore score) => score.Normalised == score.Gold && score.Normalised == score.Said;

    private static bool IsMissed(FieldScore score) => score.Gold > 0 && score.Said == 0;
}
