using System.Text.Json;
using BulkExtractor.Batches;
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
        await DocumentLocks.TakeAsync(connection, [.. UnitedDocuments()], cancellationToken);
        await EndAttemptsAsync(cancellationToken);
        await AddAnswersAsync(cancellationToken);
        var ended = await ReturnChunksAsync(cancellationToken);
        await ReleaseSuspectsAsync(cancellationToken);
        var united = await new DocumentUnion(connection, TermsOf).EndAsync(
            [.. UnitedDocuments(), .. Late(ended)], cancellationToken);
        await DocumentResults.AddAsync(connection, [.. Answered(), .. Failed(ended), .. united], cancellationToken);
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
            Doubles("confidences", _answered.Select(pair => pair.Reading.Evidence.Confidence)),
            Integers("looks", _answered.Select(pair => pair.Reading.Chunk.Look)),
            Texts("asked", _answered.Select(pair => Asked(pair.Reading.Chunk))),
            Booleans("further", _answered.Select(pair => pair.Reading.Chunk.Kept is { Further: true })));
    }

    private static string? Asked(LeasedChunk chunk) =>
        chunk.Kept is { } kept ? JsonSerializer.Serialize(kept.Asked) : null;

    /// <summary>Makes the missed chunks due again; what state each is in now, where the lease was ours.</summary>
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
        _answered.Where(pair => !IsUnited(pair)).Select(pair => ResultOf(pair) with
        {
            Fields = AnswerJson.Fields(pair.Reading),
            Repairs = AnswerJson.Repairs(pair.Reading),
            Grounding = AnswerJson.Grounding(pair.Reading.Evidence),
            Flags = AnswerJson.Flags(pair.Reading.Evidence),
            Confidence = pair.Reading.Evidence.Confidence,
        });

    private IEnumerable<DocumentResult> Failed(IReadOnlyDictionary<long, string> ended) =>
        Missed(ended, "failed").Select(pair => ResultOf(pair) with { Error = pair.Reading.Problem });

    private IEnumerable<(long BatchId, int DocumentNo)> UnitedDocuments() => _answered.Concat(_missed)
        .Where(IsUnited)
        .Select(pair => (pair.Reading.Chunk.BatchId, pair.Reading.Chunk.DocumentNo))
        .Distinct();

    // Its result takes more than this one answer.
    private static bool IsUnited((AttemptResult Attempt, ChunkReading Reading) pair) =>
        pair.Reading.Chunk is { SliceNo: > 0 } or { Look: > 0 } || pair.Attempt.Pack.Inquiry.GoesOn;

    private Terms TermsOf(long batchId)
    {
        var last = attempts.Last(attempt => attempt.BatchId == batchId);
        return new Terms(last.Pack.Whole, last.Pack.Inquiry, last.Pack.Model.Id, last.AttemptId)
        {
            Accuracy = attempts.DistinctBy(attempt => attempt.Pack.Model.Key)
                .ToDictionary(attempt => attempt.Pack.Model.Key, attempt => attempt.Pack.Accuracy),
        };
    }

    // Late answers may have reached chunks that this request missed: their documents end with those.
    private IEnumerable<(long BatchId, int DocumentNo)> Late(IReadOnlyDictionary<long, string> ended) =>
        Missed(ended, "answered").Select(pair => (pair.Reading.Chunk.BatchId, pair.Reading.Chunk.DocumentNo));

    private IEnumerable<(AttemptResult Attempt, ChunkReading Reading)> Missed(
        IReadOnlyDictionary<long, string> ended, string state) =>
        _missed.Where(pair => !IsUnited(pair)
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
