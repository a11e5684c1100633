using BulkExtractor.Jobs;

namespace BulkExtractor.Packing;

/// <summary>How many tokens the answer about one document is expected to have.</summary>
public static class OutputEstimate
{
    // Name, quotes, colon and a short value; reliability is bought by the factor, not by a finer guess.
    private const int TokensPerField = 12;
    private const int ItemsPerList = 4;
    private const int Envelope = 20;
    private const double Factor = 1.3;

    /// <summary>Tokens for one document: its fields, their names and the envelope with its id.</summary>
    public static int PerDocument(FieldSchema fields) => (int)((Of(fields, depth: 0) + Envelope) * Factor);

    private static int Of(FieldSchema field, int depth)
    {
        if (depth > 8) return TokensPerField;
        if (field.Properties.Count > 0) return field.Properties.Sum(property => Of(property.Schema, depth + 1));
        if (field.Items is { } items) return ItemsPerList * Of(items, depth + 1);
        return TokensPerField;
    }
}
