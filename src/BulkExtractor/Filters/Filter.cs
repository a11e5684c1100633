namespace BulkExtractor.Filters;

/// <summary>A condition on documents and their results. Nothing follows from what is missing, as in SQL.</summary>
public abstract record Filter;

/// <summary>Every part holds.</summary>
public sealed record AllOf(IReadOnlyList<Filter> Parts) : Filter;

/// <summary>One part holds at least.</summary>
public sealed record AnyOf(IReadOnlyList<Filter> Parts) : Filter;

/// <summary>The inner condition is known not to hold.</summary>
public sealed record Negation(Filter Inner) : Filter;

/// <summary>A field's value beside a given one.</summary>
public sealed record Comparison(FilterField Field, FilterSign Sign, FilterValue Value) : Filter;

/// <summary>A field's value is one of several.</summary>
public sealed record OneOf(FilterField Field, IReadOnlyList<FilterValue> Values) : Filter;

/// <summary>A field has no value.</summary>
public sealed record Missing(FilterField Field) : Filter;

/// <summary>How a value stands to another one.</summary>
public enum FilterSign
{
    /// <summary>=</summary>
    Equal,

    /// <summary>!=</summary>
    Unequal,

    /// <summary>&lt;</summary>
    Less,

    /// <summary>&lt;=</summary>
    AtMost,

    /// <summary>&gt;</summary>
    More,

    /// <summary>&gt;=</summary>
    AtLeast,

    /// <summary>A text has the other one in it; a list has it among its items.</summary>
    Contains,
}
