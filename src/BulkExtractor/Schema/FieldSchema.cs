using System.Text.Json.Nodes;

namespace BulkExtractor.Schema;

/// <summary>One node of a job's JSON Schema: the keywords of draft 2020-12 that this program checks.</summary>
public sealed record FieldSchema
{
    /// <summary>The allowed types; empty allows all.</summary>
    public IReadOnlyList<FieldType> Types { get; init; } = [];

    /// <summary>What the field means, for the models.</summary>
    public string? Description { get; init; }

    /// <summary>The allowed values; empty allows all.</summary>
    public IReadOnlyList<JsonNode?> Enum { get; init; } = [];

    /// <summary>The values that are named as default or as examples: none is required, each may be meant.</summary>
    public IReadOnlyList<JsonNode?> Examples { get; init; } = [];

    /// <summary>A regular expression that strings match somewhere.</summary>
    public string? Pattern { get; init; }

    /// <summary>
    /// The format of strings: <c>date</c>, <c>date-time</c>, <c>time</c>, <c>email</c>, <c>uri</c> or <c>uuid</c>.
    /// </summary>
    public string? Format { get; init; }

    /// <summary>The fewest characters of a string, in code points.</summary>
    public int? MinLength { get; init; }

    /// <summary>The most characters of a string, in code points.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The smallest number, itself allowed.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The largest number, itself allowed.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Numbers must be larger than this.</summary>
    public decimal? ExclusiveMinimum { get; init; }

    /// <summary>Numbers must be smaller than this.</summary>
    public decimal? ExclusiveMaximum { get; init; }

    /// <summary>Numbers are whole multiples of this.</summary>
    public decimal? MultipleOf { get; init; }

    /// <summary>The schema of a list's items.</summary>
    public FieldSchema? Items { get; init; }

    /// <summary>The fewest items of a list.</summary>
    public int? MinItems { get; init; }

    /// <summary>The most items of a list.</summary>
    public int? MaxItems { get; init; }

    /// <summary>Whether a list's items must differ.</summary>
    public bool UniqueItems { get; init; }

    /// <summary>An object's properties, in the order they were written.</summary>
    public IReadOnlyList<FieldProperty> Properties { get; init; } = [];

    /// <summary>The names of the properties that an object must have.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Whether an object may have properties that are not listed.</summary>
    public bool AdditionalProperties { get; init; } = true;

    /// <summary>Whether null is allowed.</summary>
    public bool AllowsNull => Types.Count == 0 || Types.Contains(FieldType.Null);

    /// <summary>Whether a value is one of a few to choose from, which need not stand in the document.</summary>
    public bool IsChoice =>
        Enum.Count > 0
        || (Types.Contains(FieldType.Boolean) && Types.All(type => type is FieldType.Boolean or FieldType.Null));

    /// <summary>The names of the properties that are lists.</summary>
    public IEnumerable<string> ListNames => Properties
        .Where(property => property.Schema.Types.Contains(FieldType.Array))
        .Select(property => property.Name);

    /// <summary>The JSON pointers of all choices but those within lists.</summary>
    public IEnumerable<string> Choices(string pointer = "") => IsChoice
        ? [pointer]
        : Properties.SelectMany(property => property.Schema.Choices(JsonPlaces.Join(pointer, property.Name)));
}

/// <summary>A named property of an object.</summary>
public sealed record FieldProperty(string Name, FieldSchema Schema);

/// <summary>The types of JSON Schema.</summary>
public enum FieldType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>Any number.</summary>
    Number,

    /// <summary>A number without a fraction.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Named values.</summary>
    Object,

    /// <summary>A list.</summary>
    Array,

    /// <summary>No value.</summary>
    Null,
}
