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

    private readonly List<(AttemptResult Attempt, ChunkReading Reading)> _answered = [.. Readings(attempts, true)];
    private readonly List<(AttemptResult Attempt, ChunkReading Reading)> _missed = [.. Readings(attempts, false)];

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await LockSlicedDocumentsAsync(cancellationToken);
        await EndAttemptsAsync(cancellationToken);
        await AddAnswersAsync(cancellationToken);
        var ended = await ReturnChunksAsync(cancellationToken);
        await ReleaseSuspectsAsync(cancellationToken);
        var united = await new SliceUnion(connection, attempts).ReadAsync(
            [.. SlicedDocuments(), .. Late(ended)], cancellationToken);
        await AddResultsAsync([.. Answered(), .. Failed(ended), .. united], cancellationToken);
    }

    private async Task LockSlicedDocumentsAsync(CancellationToken cancellationToken)
    {
        var sliced = SlicedDocuments().Select(document => $"{document.BatchId}/{document.DocumentNo}").ToList();
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
        Integers("completions", attempts.Select(attempt => attempt.Reply.CompletionTokens)),
        Texts("choices", attempts.Select(attempt => attempt.Pack.Choice)),
        Texts("detected", attempts.Select(a => a.Detected is { } counts ? JsonSerializer.Serialize(counts) : null)));

    private async Task AddAnswersAsync(CancellationToken cancellationToken)
    {
        if (_answered.Count == 0) return;
        await connection.RunAsync(
            "add_answers",
            cancellationToken,
            Bigints("chunks", _answered.Select(pair => pair.Reading.Chunk.ChunkId)),
            Bigints("tokens", _answered.Select(pair => pair.Reading.Chunk.LeaseToken)),
            Bigints("attempts", _answered.Select(pair => pair.Attempt.AttemptId)),
            Texts("fields", _answered.Select(pair => AnswerJson.Fields(pair.Reading))),
            Texts("repairs", _answered.Select(pair => AnswerJson.Repairs(pair.Reading))),
            Texts("groundings", _answered.Select(pair => AnswerJson.Grounding(pair.Reading.Evidence))),
            Texts("flags", _answered.Select(pair => AnswerJson.Flags(pair.Reading.Evidence))),
            Doubles("confidences", _answered.Select(pair => pair.Reading.Evidence.Confidence)));
    }

    /// <summary>Makes the missed chunks due again; what state each of them is in now, where the lease was ours.</summary>
    private async Task<IReadOnlyDictionary<long, string>> ReturnChunksAsync(CancellationToken cancellationToken)
    {
        if (_missed.Count == 0) return new Dictionary<long, string>();
        var verdicts = _missed.Select(pair => pair.Attempt.Verdict).ToList();
        var states = await connection.ListAsync(
            "return_chunks",
            row => (Chunk: row.GetInt64(0), State: row.GetString(1)),
            cancellationToken,
            Integer("most", MostBlame),
            Bigints("chunks", _missed.Select(pair => pair.Reading.Chunk.ChunkId)),
            Bigints("tokens", _missed.Select(pair => pair.Reading.Chunk.LeaseToken)),
            Integers("blames", verdicts.Select(BlameOf)),
            Bigints("suspects", _missed.Zip(verdicts, (p, v) => v.Suspect ? p.Attempt.AttemptId : (long?)null)),
            Booleans("helds", _missed.Select(pair => pair.Attempt.Holds(pair.Reading))),
            Texts("models", _missed.Zip(verdicts, (p, v) => v.AvoidModel ? p.Attempt.Pack.Model.Key : null)),
            Texts("problems", _missed.Select(pair => pair.Reading.Problem)),
            Texts("hints", _missed.Select(pair => pair.Reading.Hint)));
        return states.ToDictionary(state => state.Chunk, state => state.State);
    }

    private async Task ReleaseSuspectsAsync(CancellationToken cancellationToken)
    {
        var told = attempts.Where(attempt => attempt is { SuspectsOf: not null, Decides: true }).ToList();
        if (told.Count == 0) return;
        await connection.RunAsync(
            "release_suspects",
            cancellationToken,
            Bigints("groups", told.Select(attempt => attempt.SuspectsOf)),
            Bigints("attempts", told.Select(attempt => attempt.AttemptId)),
            Booleans("cleared", told.Select(attempt => !attempt.Answered)));
    }

    private static int BlameOf(Verdict verdict) => verdict switch
    {
        { Final: true } => MostBlame,
        { Blame: true } => 1,
        _ => 0,
    };

    private IEnumerable<DocumentResult> Answered() =>
        _answered.Where(pair => pair.Reading.Chunk.SliceNo == 0).Select(pair => ResultOf(pair) with
        {
            Fields = AnswerJson.Fields(pair.Reading),
            Repairs = AnswerJson.Repairs(pair.Reading),
            Grounding = AnswerJson.Grounding(pair.Reading.Evidence),
            Flags = AnswerJson.Flags(pair.Reading.Evidence),
            Confidence = pair.Reading.Evidence.Confidence,
        });

    private IEnumerable<DocumentResult> Failed(IReadOnlyDictionary<long, string> ended) =>
        Missed(ended, "failed").Select(pair => ResultOf(pair) with { Error = pair.Reading.Problem });

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
            Bigints("attempts", results.Select(result => result.AttemptId)),
            Texts("groundings", results.Select(result => result.Grounding)),
            Texts("flags", results.Select(result => result.Flags)),
            Doubles("confidences", results.Select(result => result.Confidence)));
    }

    private IEnumerable<(long BatchId, int DocumentNo)> SlicedDocuments() => _answered.Concat(_missed)
        .Where(pair => pair.Reading.Chunk.SliceNo > 0)
        .Select(pair => (pair.Reading.Chunk.BatchId, pair.Reading.Chunk.DocumentNo))
        .Distinct();

    // Late answers may have reached chunks that this request missed: their documents end with those.
    private IEnumerable<(long BatchId, int DocumentNo)> Late(IReadOnlyDictionary<long, string> ended) =>
        Missed(ended, "answered").Select(pair => (pair.Reading.Chunk.BatchId, pair.Reading.Chunk.DocumentNo));

    private IEnumerable<(AttemptResult Attempt, ChunkReading Reading)> Missed(
        IReadOnlyDictionary<long, string> ended, string state) =>
        _missed.Where(pair => pair.Reading.Chunk.SliceNo == 0
            && ended.GetValueOrDefault(pair.Reading.Chunk.ChunkId) == state);

    private static DocumentResult ResultOf((AttemptResult Attempt, ChunkReading Reading) pair) =>
        new(pair.Reading.Chunk.BatchId, pair.Reading.Chunk.DocumentNo)
        {
            Model = pair.Attempt.Pack.Model.Id,
            AttemptId = pair.Attempt.AttemptId,
        };

    private static IEnumerable<(AttemptResult, ChunkReading)> Readings(
        IReadOnlyList<AttemptResult> attempts, bool answered) =>
        attempts.SelectMany(attempt => attempt.Readings
            .Where(reading => reading.Answered == answered)
            .Select(reading => (attempt, reading)));
}
