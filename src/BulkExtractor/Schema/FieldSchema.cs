using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Schema;

/// <summary>One node of a job's JSON Schema: the keywords of draft 2020-12 that this program checks.</summary>
/// <remarks>
/// What is put together of others by <c>$ref</c>, <c>allOf</c>, <c>anyOf</c> or <c>oneOf</c> says here what its values
/// may look like; by the letter it is checked as it was <see cref="Written"/>. A recursive schema holds itself.
/// </remarks>
public sealed record FieldSchema
{
    private const int MostLooked = 10_000;

    private readonly Lazy<FieldSchema>? _items;
    private readonly Lazy<FieldSchema>? _others;
    private readonly Lazy<FieldSchema>? _names;

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
    /// The format of strings: <c>date</c>, <c>date-time</c>, <c>time</c>, <c>duration</c>, <c>email</c>,
    /// <c>hostname</c>, <c>ipv4</c>, <c>ipv6</c>, <c>uri</c> or <c>uuid</c>.
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

    /// <summary>The schema of a list's items, but for the first ones that have schemas of their own.</summary>
    public FieldSchema? Items
    {
        get => _items?.Value;
        init => _items = Now(value);
    }

    /// <summary>The schemas of a list's first items, one each.</summary>
    public IReadOnlyList<FieldSchema> FirstItems
    {
        get => [.. LazyFirstItems.Select(item => item.Value)];
        init => LazyFirstItems = [.. value.Select(item => new Lazy<FieldSchema>(item))];
    }

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

    /// <summary>The schema of the properties that are not listed; null where they may be anything.</summary>
    public FieldSchema? OtherProperties
    {
        get => _others?.Value;
        init => _others = Now(value);
    }

    /// <summary>What the names of an object's properties must be like.</summary>
    public FieldSchema? PropertyNames
    {
        get => _names?.Value;
        init => _names = Now(value);
    }

    /// <summary>The fewest properties of an object.</summary>
    public int? MinProperties { get; init; }

    /// <summary>The most properties of an object.</summary>
    public int? MaxProperties { get; init; }

    /// <summary>The shapes of which a value has one, null aside; empty where there is but one.</summary>
    public IReadOnlyList<FieldSchema> Variants { get; init; } = [];

    /// <summary>What it is put together of; null where it is what its own keywords say.</summary>
    internal SchemaParts? Written { get; init; }

    /// <summary>The first items, each made when it is first asked for.</summary>
    internal IReadOnlyList<Lazy<FieldSchema>> LazyFirstItems { get; init; } = [];

    /// <summary>Items that are made when they are first asked for.</summary>
    internal Lazy<FieldSchema>? LazyItems
    {
        get => _items;
        init => _items = value;
    }

    /// <summary>The schema of the properties that are not listed, made when it is first asked for.</summary>
    internal Lazy<FieldSchema>? LazyOthers
    {
        get => _others;
        init => _others = value;
    }

    /// <summary>What names must be like, made when it is first asked for.</summary>
    internal Lazy<FieldSchema>? LazyNames
    {
        get => _names;
        init => _names = value;
    }

    /// <summary>Whether null is allowed.</summary>
    public bool AllowsNull => Types.Count == 0 || Types.Contains(FieldType.Null);

    /// <summary>Whether a value is one of a few to choose from, which need not stand in the document.</summary>
    public bool IsChoice =>
        Enum.Count > 0
        || (Types.Contains(FieldType.Boolean) && Types.All(type => type is FieldType.Boolean or FieldType.Null));

    /// <summary>Whether the schema leaves only one value: it says nothing about the document.</summary>
    public bool IsConstant => Enum.Count == 1;

    /// <summary>The names of the properties that are lists of any length.</summary>
    public IEnumerable<string> ListNames => Properties
        .Where(property => property.Schema.Types.Contains(FieldType.Array) && property.Schema.FirstItems.Count == 0)
        .Select(property => property.Name);

    /// <summary>The JSON pointers of all choices but those within lists, and within what holds itself.</summary>
    public IReadOnlyList<string> Choices()
    {
        var (found, left) = (new List<string>(), MostLooked);
        AddChoices("", [], found, ref left);
        return found;
    }

    /// <summary>The schema of a property, listed or not.</summary>
    public FieldSchema? Find(string name) =>
        Properties.FirstOrDefault(property => property.Name == name)?.Schema ?? OtherProperties;

    /// <summary>The schema of a list's item.</summary>
    public FieldSchema? ItemAt(int place) =>
        place < LazyFirstItems.Count ? LazyFirstItems[place].Value : Items;

    /// <summary>Whether a value is of an allowed type.</summary>
    public bool Allows(JsonNode? value) => Types.Count == 0 || Types.Any(type => FieldTypes.Holds(type, value));

    /// <summary>The schemas that it holds, without those that these hold.</summary>
    public IEnumerable<FieldSchema> Inner()
    {
        foreach (var property in Properties) yield return property.Schema;
        foreach (var first in FirstItems) yield return first;
        if (Items is { } items) yield return items;
        if (OtherProperties is { } others) yield return others;
        foreach (var variant in Variants) yield return variant;
    }

    /// <summary>The same schema of a list that may be empty.</summary>
    internal FieldSchema AllowingNone() => this with { MinItems = null, Written = Written?.AllowingNone() };

    /// <summary>Its types and no more: what is recursive has no end to write.</summary>
    public override string ToString() => Types.Count == 0 ? "anything" : string.Join(" or ", Types).ToLowerInvariant();

    private void AddChoices(string pointer, IReadOnlyList<FieldSchema> above, List<string> found, ref int left)
    {
        if (--left < 0 || above.Contains(this, ReferenceEqualityComparer.Instance)) return;
        if (IsChoice && !IsConstant) found.Add(pointer);
        if (IsChoice) return;
        foreach (var property in Properties)
            property.Schema.AddChoices(JsonPointers.Join(pointer, property.Name), [.. above, this], found, ref left);
    }

    private static Lazy<FieldSchema>? Now(FieldSchema? schema) => schema is null ? null : new(schema);
}

/// <summary>A named property of an object.</summary>
public sealed record FieldProperty
{
    private readonly Lazy<FieldSchema> _schema;

    /// <summary>A property with its schema.</summary>
    public FieldProperty(string name, FieldSchema schema)
        : this(name, new Lazy<FieldSchema>(schema))
    {
    }

    /// <summary>A property whose schema is made when it is first asked for.</summary>
    internal FieldProperty(string name, Lazy<FieldSchema> schema) => (Name, _schema) = (name, schema);

    /// <summary>The name as it was written.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public FieldSchema Schema
    {
        get => _schema.Value;
        init => _schema = new(value);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
