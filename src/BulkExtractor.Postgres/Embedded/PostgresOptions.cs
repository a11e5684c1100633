namespace BulkExtractor.Postgres.Embedded;

/// <summary>Which PostgreSQL to use.</summary>
public sealed record PostgresOptions(EmbeddedOptions Embedded)
{
    /// <summary>The user's own server; from <c>BULK_POSTGRES</c>.</summary>
    public string? ConnectionString { get; init; }
}
