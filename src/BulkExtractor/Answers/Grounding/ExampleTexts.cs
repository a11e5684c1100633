using System.Runtime.CompilerServices;
using BulkExtractor.Jobs;

namespace BulkExtractor.Answers.Grounding;

/// <summary>The documents of a definition's examples, to look for what leaked from them.</summary>
/// <remarks>Not their fields: a label that stands there and in no document is right for many.</remarks>
internal static class ExampleTexts
{
    private static readonly ConditionalWeakTable<Definition, SourceText[]> Known = [];

    /// <summary>One text for each example.</summary>
    public static IReadOnlyList<SourceText> Create(Definition definition) =>
        Known.GetValue(definition, d => [.. d.Examples.Select(example => new SourceText(example.Document))]);
}
