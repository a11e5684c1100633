using System.Text.Json;
using BulkExtractor.Recording;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Writes what becomes of the chunks that requests did not answer.</summary>
internal static class ReturnedChunks
{
    /// <summary>Adds that; the state in which each is returned whose lease was ours, once the batch ran.</summary>
    public static IReadOnlyList<(long ChunkId, string State)> Add(
        StatementBatch batch, IReadOnlyList<RecordedReading> missed)
    {
        if (missed.Count == 0) return [];
        List<ReturnedChunk> returned = [.. missed.Select(Decide)];
        return batch.AddReading(
            "return_chunks",
            row => (row.Int64("chunk_id"), row.Text("state")),
            Bigints("chunks", returned.Select(one => one.Chunk.ChunkId)),
            Bigints("tokens", returned.Select(one => one.Chunk.LeaseToken)),
            Texts("states", returned.Select(StateOf)),
            Integers("blames", returned.Select(one => one.BlameCount)),
            Texts("models", returned.Select(one => JsonSerializer.Serialize(one.BlamedModels))),
            Integers("suspicions", returned.Select(one => one.Suspicion)),
            Bigints("bisections", returned.Select(one => one.BisectionOf)),
            Booleans("helds", returned.Select(one => one.IsHeld)),
            Booleans("first", returned.Select(one => one.GoesFirst)),
            Spans("delays", returned.Select(one => (TimeSpan?)one.Delay)),
            Texts("problems", returned.Select(one => one.Problem)),
            Texts("hints", returned.Select(one => one.Hint)));
    }

    private static ReturnedChunk Decide(RecordedReading missed)
    {
        var attempt = missed.Attempt;
        var request = new AskedRequest(attempt.AttemptId, attempt.Pack.Model.Key, attempt.Readings.Count);
        return ReturnedChunk.Decide(missed.Reading, missed.Place, attempt.Verdict, request);
    }

    private static string StateOf(ReturnedChunk chunk) => chunk.State switch
    {
        ChunkState.Answered => "answered",
        ChunkState.Failed => "failed",
        _ => "pending",
    };
}
