using BulkExtractor.Batches;
using BulkExtractor.Documents;
using BulkExtractor.Packing;

namespace BulkExtractor.Submissions;

/// <summary>Counts documents as they go by, with the chunks they will become.</summary>
public sealed class DocumentTally(int sliceTokens)
{
    // Measuring every text of a million again would take a while; the first of them tell enough.
    private const int Measured = 10_000;

    private long _tokens;
    private int _chunks;

    /// <summary>The documents so far.</summary>
    public int Documents { get; private set; }

    /// <summary>The chunks that they become.</summary>
    public double Chunks => Documents <= Measured ? _chunks : (double)_chunks / Measured * Documents;

    /// <summary>The tokens that a chunk takes in a request, on average.</summary>
    public double TokensPerChunk => PackBudget.TagTokens + ((double)_tokens / Math.Max(1, _chunks));

    /// <summary>Counts a document and hands it on.</summary>
    public Document Count(Document document)
    {
        if (++Documents > Measured) return document;
        var tokens = document.Tokens;
        _tokens += tokens;
        var step = sliceTokens - Slicer.OverlapOf(sliceTokens);
        _chunks += 1 + (Math.Max(0, tokens - sliceTokens) + step - 1) / step;
        return document;
    }
}
