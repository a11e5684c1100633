using System.Globalization;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>What a database holds of batches that ended long ago.</summary>
internal static class OldBatches
{
    /// <summary>The statements that add 50 batches, which share documents and requests.</summary>
    /// <param name="text">A document's text, as an SQL expression of its number <c>n</c>.</param>
    /// <param name="fields">Each document's fields, as JSON.</param>
    /// <param name="between">The time between two requests, as an SQL expression.</param>
    public static string Write(int documents, int requests, string text, string fields, string between) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            insert into bulk.definitions (hash, name, body) values ('\x01', 'old', '{}');
            insert into bulk.batches
              (definition_id, job, source, columns, settings, accounts, pool, simulated, state, document_count,
                extracted_count, finished_at, split_at)
            select 1, 'old', 'old.csv', '{id,text}', '{}', '{old}', '', true, 'finished', {{documents / 50}},
              {{documents / 50}}, now(), now()
            from generate_series(1, 50);
            insert into bulk.documents (batch_id, document_no, key, text, columns, hash, tokens)
            select n % 50 + 1, n / 50 + 1, n, {{text}}, array[n::text, {{text}}], int8send(n), 10
            from generate_series(0, {{documents - 1}}) n;
            insert into bulk.chunks (batch_id, document_no, tokens, state)
            select batch_id, document_no, 10, 'answered' from bulk.documents;
            insert into bulk.results (batch_id, document_no, state, fields, model)
            select batch_id, document_no, 'extracted', '{{fields}}', 'bench/one:free' from bulk.documents;
            insert into bulk.attempts
              (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, ended_at, outcome, answer_count)
            select n % 50 + 1, 1, 'old', 'bench/one:free', '{}', 10, at, at + interval '2 s', 'answered', 10
            from generate_series(1, {{requests}}) n
            cross join lateral (select now() - ({{requests}} - n) * {{between}} as at) t;

            """);
}
