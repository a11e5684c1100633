namespace BulkExtractor.Schema;

/// <summary>What was detected in an answer that is not accepted.</summary>
public enum AnswerFault
{
    /// <summary>The reply says nothing about the document.</summary>
    Missing,

    /// <summary>What it says cannot be read for certain.</summary>
    Unreadable,

    /// <summary>It does not fit the schema.</summary>
    Invalid,

    /// <summary>A value stands in a neighbour of the pack, and not in its own document.</summary>
    Mixed,

    /// <summary>A value stands in an example, and not in its own document.</summary>
    Leaked,

    /// <summary>A value is not in its document, and the job wants all of them to be.</summary>
    Ungrounded,

    /// <summary>A rule between the fields is broken.</summary>
    RuleBroken,
}
