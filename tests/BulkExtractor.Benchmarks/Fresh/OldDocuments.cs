using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Fresh;

/// <summary>Documents that were extracted before, ten a request, as a database has them after some months.</summary>
internal static class OldDocuments
{
    public const int Count = 150_000;

    private const string Fields = """{"total": 1}""";

    private static readonly string All =
        OldBatches.Write(Count, Count / 10, "'an old text ' || n", Fields, "interval '1 minute'")
        + $"""
        insert into bulk.attempt_chunks select (chunk_id - 1) / 10 + 1, chunk_id, 1 from bulk.chunks;
        insert into bulk.answers (chunk_id, attempt_id, fields)
        select chunk_id, (chunk_id - 1) / 10 + 1, '{Fields}' from bulk.chunks;
        analyze
        """;

    public static Task AddAsync(BenchDatabase database, CancellationToken cancellationToken) =>
        database.ExecuteAsync(All, cancellationToken);
}
