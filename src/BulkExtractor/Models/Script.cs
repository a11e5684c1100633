namespace BulkExtractor.Models;

/// <summary>What a text is mostly written in, as far as tokenizers differ by it.</summary>
public enum Script
{
    /// <summary>Latin letters, with accents or without.</summary>
    Latin,

    /// <summary>Another alphabet of Europe or the Near East: Greek, Cyrillic, Hebrew, Arabic.</summary>
    Alphabet,

    /// <summary>Chinese, Japanese or Korean.</summary>
    Ideographs,

    /// <summary>Anything else: Indic and Thai scripts, emoji.</summary>
    Other,
}
