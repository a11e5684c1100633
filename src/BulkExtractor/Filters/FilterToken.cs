namespace BulkExtractor.Filters;

/// <summary>A word or a sign of a filter.</summary>
/// <param name="Text">What it says, without its quotes.</param>
/// <param name="At">Where it begins in the filter, in UTF-16 units.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int At)
{
    /// <summary>Whether it is this word of the language: in quotes it would be a name.</summary>
    public bool Is(string keyword) =>
        Kind is FilterTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>What an error calls it.</summary>
    public string Told => Kind switch
    {
        FilterTokenKind.End => "the end",
        FilterTokenKind.Text => $"'{Short}'",
        FilterTokenKind.Name => $"\"{Short}\"",
        _ => Short,
    };

    private string Short => Text.Length <= 40 ? Text : $"{Text[..39]}…";
}

/// <summary>The kinds of tokens.</summary>
internal enum FilterTokenKind
{
    /// <summary>A bare word: a name, a number, a word of the language.</summary>
    Word,

    /// <summary>A name in double quotes.</summary>
    Name,

    /// <summary>A text in single quotes.</summary>
    Text,

    /// <summary>A sign of comparison.</summary>
    Sign,

    /// <summary>(</summary>
    Open,

    /// <summary>)</summary>
    Close,

    /// <summary>,</summary>
    Comma,

    /// <summary>Nothing follows.</summary>
    End,
}
