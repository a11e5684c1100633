using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Recording;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>Attempts that stand in the ledger as sent, and what they would have brought.</summary>
internal static class Attempted
{
    /// <summary>Makes attempts of a batch; the number of the last.</summary>
    public static async Task<long> AddAsync(
        BenchDatabase database, long batchId, int count, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            $$"""
            insert into bulk.attempts (batch_id, worker_id, account, model, scopes, chunk_count, granted_at)
            select {{batchId}}, 1, 'bench', 'bench/one:free', '{}', 1, now() from generate_series(1, {{count}})
            """,
            cancellationToken);
        return await database.ReadAsync<long>("select max(attempt_id) from bulk.attempts", cancellationToken);
    }

    /// <summary>An attempt that answered all of its chunks.</summary>
    public static AttemptResult Answered(StoredBatch batch, long attempt, LeasedChunk[] chunks)
    {
        var pack = new Pack(batch.Model, batch.Definition, [.. chunks.Select(c => new PackedChunk($"a{c.ChunkId}", c))])
        {
            MaxTokens = 1_000,
        };
        return new AttemptResult(
            attempt,
            batch.BatchId,
            pack,
            new() { Status = 200, AnsweredBy = batch.Model.Id, PromptTokens = 900, CompletionTokens = 300 },
            [.. chunks.Select(chunk => new ChunkReading(chunk, Fields(chunk), null, []))]);
    }

    private static JsonObject Fields(LeasedChunk chunk) => new() { ["total"] = chunk.ChunkId, ["currency"] = "EUR" };
}
