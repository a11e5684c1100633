namespace BulkExtractor.Jobs;

/// <summary>What becomes of a PDF without a text of its own.</summary>
public enum ScanUse
{
    /// <summary>The pictures of its pages, which go to models that read pictures.</summary>
    Pictures,

    /// <summary>The text that tesseract reads in them.</summary>
    Text,
}
