using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;
using BulkExtractor.Recording;
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
        LeaseAsync(repairs: false, worker, batchId, limit, duration, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeasedChunk>> LeaseRepairsAsync(
        long worker, long batchId, int limit, TimeSpan duration, CancellationToken cancellationToken) =>
        LeaseAsync(repairs: true, worker, batchId, limit, duration, cancellationToken);

    /// <inheritdoc/>
    public Task RenewAsync(
        IReadOnlyCollection<LeasedChunk> held, TimeSpan duration, CancellationToken cancellationToken) =>
        ChangeAsync("renew_leases", held, Span("duration", duration), cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseAsync(IReadOnlyCollection<LeasedChunk> unsent, CancellationToken cancellationToken) =>
        DeferAsync(unsent, TimeSpan.Zero, cancellationToken);

    /// <inheritdoc/>
    public Task DeferAsync(
        IReadOnlyCollection<LeasedChunk> unsent, TimeSpan delay, CancellationToken cancellationToken) =>
        ChangeAsync("release_chunks", unsent, Span("delay", delay), cancellationToken);

    /// <inheritdoc/>
    public Task SettleAsync(
        Batch batch,
        IReadOnlyCollection<LeasedChunk> voted,
        string reason,
        CancellationToken cancellationToken) =>
        database.CountingAsync(
            (connection, token) => Settlement.WriteAsync(
                connection, batch, [.. voted.Select(OpenQuestion.For)], reason, token),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyList<Picture>>> ReadPicturesAsync(
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
    public Task<IReadOnlyList<ModelEvidence>> ReadEvidenceAsync(
        TimeSpan halfLife, CancellationToken cancellationToken) =>
        database.ListAsync(
            "read_evidence",
            row => new ModelEvidence(
                row.Text("model_key"), row.Int64("batch_id"), row.Double("good"), row.Double("bad"))
            {
                Whole = row.Int32("largest_whole"),
                TooLarge = row.Int32OrNull("largest_missing"),
            },
            cancellationToken,
            Span("half_life", halfLife),
            Double("too_many", PackSizeLearner.TooManyMissing));

    private Task<IReadOnlyList<LeasedChunk>> LeaseAsync(
        bool repairs,
        long worker,
        long batchId,
        int limit,
        TimeSpan duration,
        CancellationToken cancellationToken) =>
        database.ListAsync(
            "lease_chunks",
            LeaseRows.ReadChunk,
            cancellationToken,
            Boolean("repairs", repairs),
            Bigint("worker", worker),
            Bigint("batch", batchId),
            Integer("limit", limit),
            Span("duration", duration));

    private async Task RecordOneByOneAsync(
        IReadOnlyList<AttemptResult> attempts, CancellationToken cancellationToken)
    {
        foreach (var attempt in attempts) await RecordAsync([attempt], cancellationToken);
    }

    private Task RecordTogetherAsync(IReadOnlyList<AttemptResult> attempts, CancellationToken cancellationToken) =>
        AttemptRecord.IsPlain(attempts)
            ? RecordAtOnceAsync(attempts, cancellationToken)
            : RecordInTransactionAsync(attempts, cancellationToken);

    // A batch of statements is a transaction by itself: neither its begin nor its commit is another trip.
    private async Task RecordAtOnceAsync(IReadOnlyList<AttemptResult> attempts, CancellationToken cancellationToken) =>
        await database.FoldCountsAsync(
            await database.RunAsync(
                (connection, token) => new AttemptRecord(connection, attempts).WriteAsync(token), cancellationToken),
            cancellationToken);

    private Task RecordInTransactionAsync(
        IReadOnlyList<AttemptResult> attempts, CancellationToken cancellationToken) =>
        database.CountingAsync(
            async (connection, token) =>
            {
                var standing = await new SentinelRecord(connection, attempts).WriteAsync(token);
                return await new AttemptRecord(connection, standing).WriteAsync(token);
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
                "check_answer",
                cancellationToken,
                Text("fields", AnswerJson.Fields(reading.Fields!)),
                Text("repairs", AnswerJson.Repairs(reading.Repairs)));
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
        Parameter change,
        CancellationToken cancellationToken) =>
        chunks.Count == 0
            ? Task.CompletedTask
            : database.RunAsync(
                statement,
                cancellationToken,
                Bigints("chunks", chunks.Select(chunk => chunk.ChunkId)),
                Bigints("tokens", chunks.Select(chunk => chunk.LeaseToken)),
                change);
}
