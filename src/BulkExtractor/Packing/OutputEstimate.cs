using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Packing;

/// <summary>How many tokens the answer about one document is expected to have.</summary>
public static class OutputEstimate
{
    // Name, quotes, colon and a short value; reliability is bought by the factor, not by a finer guess.
    private const int TokensPerField = 12;
    private const int TokensPerQuote = 14;
    private const int ItemsPerList = 4;
    private const int Envelope = 20;
    private const int MostTokens = 1_000_000;
    private const double Factor = 1.3;

    /// <summary>Tokens for one document: its fields, their names, quotes and the envelope with its id.</summary>
    public static int PerDocument(Definition definition) =>
        (int)(Factor * (
            Estimate(definition.Fields, new(ReferenceEqualityComparer.Instance))
            + Envelope + (definition.QuotedFields.Count * TokensPerQuote)));

    // What holds itself is mostly told once; of several forms the longest counts.
    private static int Estimate(FieldSchema field, Dictionary<FieldSchema, int> known)
    {
        if (known.TryGetValue(field, out var tokens)) return tokens;
        known[field] = TokensPerField;
        if (field.Variants.Count > 0) tokens = field.Variants.Max(form => Estimate(form, known));
        else if (field.Properties.Count > 0) tokens = field.Properties.Sum(one => Estimate(one.Schema, known));
        else if (field.FirstItems.Count > 0) tokens = field.FirstItems.Sum(item => Estimate(item, known));
        else if ((field.Items ?? field.OtherProperties) is { } each) tokens = ItemsPerList * Estimate(each, known);
        return known[field] = Math.Clamp(tokens, TokensPerField, MostTokens);
    }
}
