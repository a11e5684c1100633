using BulkExtractor.Jobs;

namespace BulkExtractor.Recording;

/// <summary>Predicts which fields of an answer are wrong.</summary>
internal static class WeakFields
{
    private const double LeastConfidence = 0.5;
    private const double LeastAccuracy = 0.8;

    /// <summary>
    /// The names of the fields with something doubtful in them, of those that a broken rule looks at, and of those that
    /// the model was measured to get wrong often.
    /// </summary>
    public static IEnumerable<string> Find(
        Definition definition, Vote answer, IReadOnlyDictionary<string, double> accuracy)
    {
        var broken = definition.Rules.Where(rule => rule.IsBrokenBy(answer.Fields)).SelectMany(rule => rule.Fields);
        return definition.Fields.Properties.Select(property => property.Name).Where(IsWeak).Union(broken);

        bool IsWeak(string name) =>
            answer.Evidence.OfField(name) is { Flags.Count: > 0 } or { Confidence: < LeastConfidence }
            || accuracy.GetValueOrDefault(name, 1) < LeastAccuracy;
    }
}
