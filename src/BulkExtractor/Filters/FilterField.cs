using BulkExtractor.Schema;

namespace BulkExtractor.Filters;

/// <summary>What a condition is about.</summary>
/// <param name="Name">As it was written.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Path">The way to it within the fields; empty elsewhere.</param>
public sealed record FilterField(string Name, FilterSource Source, IReadOnlyList<string> Path)
{
    /// <summary>What values it has.</summary>
    public FilterType Type { get; init; } = FilterType.Text;

    /// <summary>What its schema says; null for what is no field.</summary>
    public FieldSchema? Schema { get; init; }
}

/// <summary>Where a value stands.</summary>
public enum FilterSource
{
    /// <summary>Among the fields that were extracted.</summary>
    Fields,

    /// <summary>The document's key.</summary>
    Key,

    /// <summary>The model that read it.</summary>
    Model,

    /// <summary>How sure its fields are.</summary>
    Confidence,

    /// <summary>open, extracted or failed.</summary>
    State,
}

/// <summary>What values a field has.</summary>
public enum FilterType
{
    /// <summary>The schema does not say it: the value that is compared with decides.</summary>
    Any,

    /// <summary>Texts.</summary>
    Text,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Days, as texts.</summary>
    Date,

    /// <summary>Points in time.</summary>
    Instant,

    /// <summary>Lists.</summary>
    List,

    /// <summary>Objects.</summary>
    Object,
}
