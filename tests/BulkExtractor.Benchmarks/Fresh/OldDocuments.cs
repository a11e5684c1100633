using System.Globalization;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Fresh;

/// <summary>Documents that were extracted before, ten a request, as a database has them after some months.</summary>
internal static class OldDocuments
{
    public const int Count = 150_000;

    private static readonly string All = string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        insert into bulk.definitions (hash, name, body) values ('\x01', 'old', '{}');
        insert into bulk.batches
          (definition_id, job, source, columns, settings, accounts, pool, simulated, state, document_count,
            extracted_count, finished_at, split_at)
        select 1, 'old', 'old.csv', '{id,text}', '{}', '{old}', '', true, 'finished', {{Count / 50}}, {{Count / 50}},
          now(), now()
        from generate_series(1, 50);
        insert into bulk.documents (batch_id, document_no, key, text, columns, hash, tokens)
        select n % 50 + 1, n / 50 + 1, n, 'an old text ' || n, array[n::text, 'an old text'], int8send(n), 10
        from generate_series(0, {{Count - 1}}) n;
        insert into bulk.chunks (batch_id, document_no, tokens, state)
        select batch_id, document_no, 10, 'answered' from bulk.documents;
        insert into bulk.results (batch_id, document_no, state, fields, model)
        select batch_id, document_no, 'extracted', '{"total": 1}', 'bench/one:free' from bulk.documents;
        insert into bulk.attempts
          (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, ended_at, outcome, answer_count)
        select n % 50 + 1, 1, 'old', 'bench/one:free', '{}', 10, at, at + interval '2 s', 'answered', 10
        from generate_series(1, {{Count / 10}}) n
        cross join lateral (select now() - ({{Count / 10}} - n) * interval '1 minute' as at) t;
        insert into bulk.attempt_chunks select (chunk_id - 1) / 10 + 1, chunk_id, 1 from bulk.chunks;
        insert into bulk.answers (chunk_id, attempt_id, fields)
        select chunk_id, (chunk_id - 1) / 10 + 1, '{"total": 1}' from bulk.chunks;
        analyze
        """);

    public static Task AddAsync(BenchDatabase database, CancellationToken cancellationToken) =>
        database.ExecuteAsync(All, cancellationToken);
}
