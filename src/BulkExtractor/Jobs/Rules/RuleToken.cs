namespace BulkExtractor.Jobs.Rules;

/// <summary>A word, number, text or sign of a rule.</summary>
/// <param name="At">Its column, from 1.</param>
internal readonly record struct RuleToken(RuleTokenKind Kind, string Text, int At)
{
    /// <summary>Whether it is this sign or keyword.</summary>
    public bool Is(string text) => Kind is RuleTokenKind.Sign or RuleTokenKind.Word && Text == text;

    /// <inheritdoc/>
    public override string ToString() => Kind == RuleTokenKind.End ? "the end" : $"'{Text}'";
}

/// <summary>The kinds of tokens.</summary>
internal enum RuleTokenKind
{
    /// <summary>A name, a function or a keyword.</summary>
    Word,

    /// <summary>A name between backticks, whatever stands in it.</summary>
    Name,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A text between quotes.</summary>
    Text,

    /// <summary>An operator or bracket.</summary>
    Sign,

    /// <summary>Nothing more.</summary>
    End,
}
