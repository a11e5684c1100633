using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Extraction;
using BulkExtractor.Extraction.Grounding;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;
using BulkExtractor.Routing;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Chunks in PostgreSQL, leased with SKIP LOCKED and fenced by their lease tokens.</summary>
public sealed class PostgresChunkQueue(Database database) : IChunkQueue
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LeasedChunk>> LeaseAsync(
        long worker, long batchId, int limit, TimeSpan duration, CancellationToken cancellationToken) =>
        LeaseAsync("lease_chunks", worker, batchId, limit, duration, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeasedChunk>> LeaseRepairsAsync(
        long worker, long batchId, int limit, TimeSpan duration, CancellationToken cancellationToken) =>
        LeaseAsync("lease_repairs", worker, batchId, limit, duration, cancellationToken);

    /// <inheritdoc/>
    public Task RenewAsync(
        IReadOnlyCollection<LeasedChunk> held, TimeSpan duration, CancellationToken cancellationToken) =>
        ChangeAsync("renew_leases", held, cancellationToken, () => Span("duration", duration));

    /// <inheritdoc/>
    public Task ReleaseAsync(IReadOnlyCollection<LeasedChunk> unsent, CancellationToken cancellationToken) =>
        DeferAsync(unsent, TimeSpan.Zero, cancellationToken);

    /// <inheritdoc/>
    public Task DeferAsync(
        IReadOnlyCollection<LeasedChunk> unsent, TimeSpan delay, CancellationToken cancellationToken) =>
        ChangeAsync("release_chunks", unsent, cancellationToken, () => Span("delay", delay));

    /// <inheritdoc/>
    public Task SettleAsync(
        Batch batch,
        IReadOnlyCollection<LeasedChunk> voted,
        string reason,
        CancellationToken cancellationToken) =>
        TogetherAsync(
            (connection, token) => Settlement.WriteAsync(
                connection, batch, [.. voted.Select(OpenQuestion.Of)], reason, token),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Picture?>> ReadPicturesAsync(
        IReadOnlyList<LeasedChunk> chunks, CancellationToken cancellationToken) =>
        PictureRows.ReadAsync(
            database, [.. chunks.Select(chunk => (chunk.BatchId, chunk.DocumentNo))], cancellationToken);

    /// <inheritdoc/>
    public async Task RecordAsync(IReadOnlyList<AttemptResult> attempts, CancellationToken cancellationToken)
    {
        try
        {
            await RecordTogetherAsync(attempts, cancellationToken);
        }
        catch (PostgresException refused) when (IsDataError(refused))
        {
            // One answer that cannot be stored must not hold up the rest.
            if (attempts.Count > 1) await RecordOneByOneAsync(attempts, cancellationToken);
            else await RecordTogetherAsync([await StorableAsync(attempts[0], cancellationToken)], cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelEvidence>> ReadEvidenceAsync(
        TimeSpan halfLife, CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(
                "read_evidence",
                row => new ModelEvidence(row.GetString(0), row.GetInt64(1), row.GetDouble(2), row.GetDouble(3))
                {
                    Whole = row.GetInt32(4),
                    TooLarge = row.IsDBNull(5) ? null : row.GetInt32(5),
                },
                token,
                Span("half_life", halfLife),
                Double("too_many", PackExperience.TooManyMissing)),
            cancellationToken);

    private async Task<IReadOnlyList<LeasedChunk>> LeaseAsync(
        string statement,
        long worker,
        long batchId,
        int limit,
        TimeSpan duration,
        CancellationToken cancellationToken) =>
        await database.RunAsync(
            (connection, token) => connection.ListAsync(
                statement,
                ReadChunk,
                token,
                Bigint("worker", worker),
                Bigint("batch", batchId),
                Integer("limit", limit),
                Span("duration", duration)),
            cancellationToken);

    private async Task RecordOneByOneAsync(
        IReadOnlyList<AttemptResult> attempts, CancellationToken cancellationToken)
    {
        foreach (var attempt in attempts) await RecordAsync([attempt], cancellationToken);
    }

    private Task RecordTogetherAsync(IReadOnlyList<AttemptResult> attempts, CancellationToken cancellationToken) =>
        TogetherAsync(
            async (connection, token) =>
            {
                var standing = await new SentinelRecord(connection, attempts).WriteAsync(token);
                await new AttemptRecord(connection, standing).WriteAsync(token);
            },
            cancellationToken);

    private Task TogetherAsync(
        Func<NpgsqlConnection, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        database.RunAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(token);
                await write(connection, token);
                await transaction.CommitAsync(token);
            },
            cancellationToken);

    private async Task<AttemptResult> StorableAsync(AttemptResult attempt, CancellationToken cancellationToken)
    {
        var readings = new List<ChunkReading>();
        foreach (var reading in attempt.Readings) readings.Add(await StorableAsync(reading, cancellationToken));
        return attempt with { Readings = readings };
    }

    private async Task<ChunkReading> StorableAsync(ChunkReading reading, CancellationToken cancellationToken)
    {
        if (!reading.Answered) return reading;
        try
        {
            await database.RunAsync(
                (connection, token) => (Task)connection.RunAsync(
                    "check_answer",
                    token,
                    Text("fields", AnswerJson.Fields(reading.Fields!)),
                    Text("repairs", AnswerJson.Repairs(reading.Repairs))),
                cancellationToken);
            return reading;
        }
        catch (PostgresException refused) when (IsDataError(refused))
        {
            return new ChunkReading(reading.Chunk, null, $"the answer cannot be stored: {refused.MessageText}", []);
        }
    }

    // Class 22: data exception, say a character that jsonb refuses.
    private static bool IsDataError(PostgresException error) =>
        error.SqlState.StartsWith("22", StringComparison.Ordinal);

    private Task ChangeAsync(
        string statement,
        IReadOnlyCollection<LeasedChunk> chunks,
        CancellationToken cancellationToken,
        params Func<NpgsqlParameter>[] others) =>
        chunks.Count == 0
            ? Task.CompletedTask
            : database.RunAsync(
                (connection, token) => (Task)connection.RunAsync(
                    statement,
                    token,
                    [
                        Bigints("chunks", chunks.Select(chunk => chunk.ChunkId)),
                        Bigints("tokens", chunks.Select(chunk => chunk.LeaseToken)),
                        .. others.Select(other => other()),
                    ]),
                cancellationToken);

    private static Question ReadQuestion(NpgsqlDataReader row)
    {
        var question = new Question { No = row.GetInt32(19), AnsweredBy = row.GetFieldValue<string[]>(20) };
        if (!row.IsDBNull(21))
            return question with { Fields = row.GetFieldValue<string[]>(21), Found = row.GetString(22) };
        return row.IsDBNull(15)
            ? question
            : question with { Fields = row.GetFieldValue<string[]>(15), Reused = ReadReused(row) };
    }

    private static ReusedFields ReadReused(NpgsqlDataReader row) => ReusedFields.From(
        JsonNode.Parse(row.GetString(16))!.AsObject(),
        EvidenceJson.Read(JsonNode.Parse(row.GetString(17))!.AsObject()),
        JsonSerializer.Deserialize<string[]>(row.GetString(18)) ?? []);

    private static LeasedChunk ReadChunk(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetInt64(1),
        row.GetInt32(2),
        row.GetInt32(3),
        row.GetInt64(4),
        row.GetString(5),
        row.GetInt32(6),
        row.GetInt32(7),
        row.GetFieldValue<string[]>(8))
    {
        Suspicion = row.GetInt32(9),
        BisectionOf = row.IsDBNull(10) ? null : row.GetInt64(10),
        PictureBytes = row.GetInt32(11),
        Hint = row.IsDBNull(12) ? null : row.GetString(12),
        Offset = row.GetInt32(13),
        CodePointOffset = row.GetInt32(14),
        Question = ReadQuestion(row),
    };
}
