using System.Text.Encodings.Web;
using System.Text.Json;
using BulkExtractor.Extraction;
using BulkExtractor.Pipeline;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Writes what requests brought within one transaction: attempts, answers, chunk states, results.</summary>
internal sealed class AttemptRecord(NpgsqlConnection connection, IReadOnlyList<AttemptResult> attempts)
{
    // A document is given up after so many answers that were missing or invalid for it.
    private const int MostBlame = 4;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await LockSlicedDocumentsAsync(cancellationToken);
        await EndAttemptsAsync(cancellationToken);
        var answered = await AddAnswersAsync(cancellationToken);
        var failed = await ReturnChunksAsync(cancellationToken);
        var united = await new SliceUnion(connection, attempts).ReadAsync(cancellationToken);
        await AddResultsAsync([.. answered, .. failed, .. united], cancellationToken);
    }

    private async Task LockSlicedDocumentsAsync(CancellationToken cancellationToken)
    {
        var sliced = attempts.SelectMany(attempt => attempt.Readings)
            .Where(reading => reading.Chunk.SliceNo > 0)
            .Select(reading => $"{reading.Chunk.BatchId}/{reading.Chunk.DocumentNo}")
            .Distinct()
            .ToList();
        if (sliced.Count == 0) return;
        await connection.RunAsync("lock_documents", cancellationToken, Texts("documents", sliced));
    }

    private Task<int> EndAttemptsAsync(CancellationToken cancellationToken) => connection.RunAsync(
        "end_attempts",
        cancellationToken,
        Bigints("attempts", attempts.Select(attempt => attempt.AttemptId)),
        Texts("outcomes", attempts.Select(attempt => attempt.Answered ? "answered" : "failed")),
        Texts("failures", attempts.Select(attempt => attempt.Reply.Failure?.Class.ToString())),
        Texts("reasons", attempts.Select(attempt => attempt.Reply.Failure?.Reason)),
        Integers("statuses", attempts.Select(attempt => attempt.Reply.Status)),
        Texts("answerers", attempts.Select(attempt => attempt.Reply.AnsweredBy)),
        Integers("prompts", attempts.Select(attempt => attempt.Reply.PromptTokens)),
        Integers("completions", attempts.Select(attempt => attempt.Reply.CompletionTokens)));

    private async Task<IEnumerable<DocumentResult>> AddAnswersAsync(CancellationToken cancellationToken)
    {
        var answers = Readings().Where(pair => pair.Reading.Answered).ToList();
        if (answers.Count == 0) return [];
        await connection.RunAsync(
            "add_answers",
            cancellationToken,
            Bigints("chunks", answers.Select(pair => pair.Reading.Chunk.ChunkId)),
            Bigints("tokens", answers.Select(pair => pair.Reading.Chunk.LeaseToken)),
            Bigints("attempts", answers.Select(pair => pair.Attempt.AttemptId)),
            Texts("fields", answers.Select(pair => pair.Reading.Fields!.ToJsonString(Plain))),
            Texts("repairs", answers.Select(pair => JsonSerializer.Serialize(pair.Reading.Repairs, Plain))));
        return answers.Where(pair => pair.Reading.Chunk.SliceNo == 0)
            .Select(pair => new DocumentResult(pair.Reading.Chunk.BatchId, pair.Reading.Chunk.DocumentNo)
            {
                Fields = pair.Reading.Fields!.ToJsonString(Plain),
                Repairs = JsonSerializer.Serialize(pair.Reading.Repairs, Plain),
                Model = pair.Attempt.Pack.Model.Id,
                AttemptId = pair.Attempt.AttemptId,
            });
    }

    private async Task<IEnumerable<DocumentResult>> ReturnChunksAsync(CancellationToken cancellationToken)
    {
        var missed = Readings().Where(pair => !pair.Reading.Answered).ToList();
        if (missed.Count == 0) return [];
        var verdicts = missed.Select(pair => pair.Attempt.Verdict).ToList();
        var states = await connection.ListAsync(
            "return_chunks",
            row => (Chunk: row.GetInt64(0), State: row.GetString(1)),
            cancellationToken,
            Integer("most", MostBlame),
            Bigints("chunks", missed.Select(pair => pair.Reading.Chunk.ChunkId)),
            Bigints("tokens", missed.Select(pair => pair.Reading.Chunk.LeaseToken)),
            Integers("blames", verdicts.Select(verdict => verdict.Blame ? 1 : 0)),
            Integers("suspicions", verdicts.Select(verdict => verdict.Suspect ? 1 : 0)),
            Texts("models", missed.Zip(verdicts, (p, v) => v.AvoidModel ? p.Attempt.Pack.Model.Key : null)),
            Texts("problems", missed.Select(pair => pair.Reading.Problem)));
        var failed = states.Where(state => state.State == "failed").Select(state => state.Chunk).ToHashSet();
        return missed
            .Where(pair => pair.Reading.Chunk.SliceNo == 0 && failed.Contains(pair.Reading.Chunk.ChunkId))
            .Select(pair => new DocumentResult(pair.Reading.Chunk.BatchId, pair.Reading.Chunk.DocumentNo)
            {
                Error = pair.Reading.Problem,
                Model = pair.Attempt.Pack.Model.Id,
                AttemptId = pair.Attempt.AttemptId,
            });
    }

    private async Task AddResultsAsync(IReadOnlyList<DocumentResult> results, CancellationToken cancellationToken)
    {
        if (results.Count == 0) return;
        await connection.RunAsync(
            "add_results",
            cancellationToken,
            Bigints("batches", results.Select(result => result.BatchId)),
            Integers("documents", results.Select(result => result.DocumentNo)),
            Texts("states", results.Select(result => result.Fields is null ? "failed" : "extracted")),
            Texts("fields", results.Select(result => result.Fields)),
            Texts("repairs", results.Select(result => result.Repairs)),
            Texts("errors", results.Select(result => result.Error)),
            Texts("models", results.Select(result => result.Model)),
            Bigints("attempts", results.Select(result => result.AttemptId)));
    }

    private IEnumerable<(AttemptResult Attempt, ChunkReading Reading)> Readings() =>
        attempts.SelectMany(attempt => attempt.Readings.Select(reading => (attempt, reading)));
}
