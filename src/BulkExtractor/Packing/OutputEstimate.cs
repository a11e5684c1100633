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
    private const double Factor = 1.3;

    /// <summary>Tokens for one document: its fields, their names, quotes and the envelope with its id.</summary>
    public static int PerDocument(Definition definition) =>
        (int)(Factor * (
            Estimate(definition.Fields, depth: 0) + Envelope + (definition.QuotedFields.Count * TokensPerQuote)));

    private static int Estimate(FieldSchema field, int depth)
    {
        if (depth > 8) return TokensPerField;
        if (field.Properties.Count > 0) return field.Properties.Sum(property => Estimate(property.Schema, depth + 1));
        if (field.Items is { } items) return ItemsPerList * Estimate(items, depth + 1);
        return TokensPerField;
    }
}
