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
    private int _pictures;
    private int _pictured;
    private int _readable;

    /// <summary>The documents so far.</summary>
    public int Documents { get; private set; }

    /// <summary>The chunks that they become.</summary>
    public double Chunks => Documents <= Measured ? _chunks : (double)_chunks / Measured * Documents;

    /// <summary>The tokens that a chunk takes in a request, on average.</summary>
    public double TokensPerChunk => PackBudget.TagTokens + ((double)_tokens / Math.Max(1, _chunks));

    /// <summary>The pictures of a chunk on average.</summary>
    public double PicturesPerChunk => (double)_pictures / Math.Max(1, _chunks);

    /// <summary>The documents that are scans.</summary>
    public int Scans { get; private set; }

    /// <summary>The pages of all scans.</summary>
    public int ScannedPages { get; private set; }

    /// <summary>The estimated tokens of all scans.</summary>
    public long ScanTokens { get; private set; }

    /// <summary>Whether every document that can be read has pictures.</summary>
    public bool HoldsOnlyPictures => _pictured > 0 && _pictured == _readable;

    /// <summary>Counts a document and hands it on.</summary>
    public Document Count(Document document)
    {
        CountScan(document);
        if (++Documents > Measured) return document;
        var tokens = document.Tokens;
        _tokens += tokens;
        _pictures += document.Pictures.Count;
        tokens -= document.PictureTokens;
        var step = sliceTokens - Slicer.OverlapOf(sliceTokens);
        _chunks += 1 + (Math.Max(0, tokens - sliceTokens) + step - 1) / step;
        return document;
    }

    private void CountScan(Document document)
    {
        if (document.Problem is null) _readable++;
        if (document.Pictures.Count > 0) _pictured++;
        if (document.Pages == 0) return;
        Scans++;
        ScannedPages += document.Pages;
        ScanTokens += document.Tokens;
    }
}
