namespace BulkExtractor.Schema;

/// <summary>A schema at one place of a file: its own keywords, and the JSON pointers of the others it names.</summary>
/// <param name="Pointer">Where it stands.</param>
internal sealed record WrittenSchema(string Pointer, FieldSchema Own)
{
    /// <summary>Whether its own keywords allow every value.</summary>
    public bool SaysNothing { get; init; }

    /// <summary>What <c>$ref</c> points to.</summary>
    public string? Ref { get; init; }

    public IReadOnlyList<string> AllOf { get; init; } = [];

    public IReadOnlyList<string> AnyOf { get; init; } = [];

    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>The properties that are listed, by name.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> FirstItems { get; init; } = [];

    public string? Items { get; init; }

    public string? OtherProperties { get; init; }

    public string? PropertyNames { get; init; }

    /// <summary>Whether it is what its own keywords say.</summary>
    public bool IsPlain => Ref is null && AllOf.Count + AnyOf.Count + OneOf.Count == 0;

    /// <summary>Those that the same value is held against.</summary>
    public IEnumerable<string> SameValue =>
        AllOf.Concat(AnyOf).Concat(OneOf).Concat(Ref is null ? [] : [Ref]);
}
