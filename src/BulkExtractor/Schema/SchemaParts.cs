namespace BulkExtractor.Schema;

/// <summary>What a schema is put together of: a value must fit each that counts.</summary>
/// <param name="Own">Its own keywords.</param>
/// <param name="AllOf">A value fits all of these.</param>
/// <param name="AnyOf">A value fits one of these, or more; empty where there are none.</param>
/// <param name="OneOf">A value fits exactly one of these; empty where there are none.</param>
internal sealed record SchemaParts(
    FieldSchema Own,
    IReadOnlyList<FieldSchema> AllOf,
    IReadOnlyList<FieldSchema> AnyOf,
    IReadOnlyList<FieldSchema> OneOf)
{
    /// <summary>The same parts of a list that may be empty.</summary>
    public SchemaParts AllowingNone() => new(
        Own.AllowingNone(),
        [.. AllOf.Select(part => part.AllowingNone())],
        [.. AnyOf.Select(part => part.AllowingNone())],
        [.. OneOf.Select(part => part.AllowingNone())]);
}
