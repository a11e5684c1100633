namespace BulkExtractor.Routing;

/// <summary>What a chunk needs of a model. A lane prefers; it excludes only what cannot work at all.</summary>
public enum Lane
{
    /// <summary>Nothing special.</summary>
    Any,

    /// <summary>It is, or holds, a picture.</summary>
    Vision,

    /// <summary>Much text in one piece.</summary>
    Long,

    /// <summary>A language that is not English.</summary>
    Multilingual,

    /// <summary>Fields within fields.</summary>
    Reasoning,

    /// <summary>A short text and a few plain fields.</summary>
    Light,
}
