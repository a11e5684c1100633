using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Schema;

namespace BulkExtractor.Routing;

/// <summary>What a chunk needs: its lane, and whether it may be worth money.</summary>
/// <param name="Complex">Long, with fields within fields, failed before, or read differently by two models.</param>
public sealed record ChunkNeed(Lane Lane, bool Complex)
{
    // A few of these fill what most free models read well at once.
    private const int LongTokens = 4_000;
    private const int ShortTokens = 300;
    private const int FewFields = 8;

    private const char Between = '\n';

    /// <summary>The keys of the models that had their say about it, one a line: another one is needed.</summary>
    public string AnsweredBy { get; init; } = "";

    /// <summary>What a chunk needs under a definition.</summary>
    public static ChunkNeed Create(LeasedChunk chunk, Definition definition)
    {
        var nested = IsNested(definition.Fields);
        var isLong = chunk.Tokens >= LongTokens;
        return new ChunkNeed(
            LaneOf(chunk, definition.Fields, nested, isLong),
            nested || isLong || chunk.BlameCount > 0 || chunk.Question.AnsweredBy.Count > 1)
        {
            AnsweredBy = string.Join(Between, chunk.Question.AnsweredBy),
        };
    }

    /// <summary>Whether a model's abilities are what is needed.</summary>
    public bool IsMetBy(Model model) =>
        Lane != Lane.Any && model.GoodFor.Contains(Lane.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a model can work on it at all; whether it fits is the packer's question.</summary>
    public bool MayGoTo(Model model) =>
        (Lane != Lane.Vision || model.ReadsImages)
        && (AnsweredBy.Length == 0 || !AnsweredBy.Split(Between).Contains(model.Key));

    private static Lane LaneOf(LeasedChunk chunk, FieldSchema fields, bool nested, bool isLong)
    {
        if (chunk.HasPicture) return Lane.Vision;
        if (isLong) return Lane.Long;
        if (ForeignLanguage.IsForeign(chunk.Text)) return Lane.Multilingual;
        if (nested) return Lane.Reasoning;
        return chunk.Tokens <= ShortTokens && fields.Properties.Count <= FewFields ? Lane.Light : Lane.Any;
    }

    private static bool IsNested(FieldSchema fields) => fields.Properties.Any(property =>
        property.Schema.Properties.Count > 0 || property.Schema.Items?.Properties.Count > 0
        || property.Schema.Variants.Any(form => form.Items?.Properties.Count > 0));
}
