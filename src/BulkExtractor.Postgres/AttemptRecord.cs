using System.Text.Json;
using BulkExtractor.Recording;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Writes what requests brought within one transaction: attempts, answers, chunks, results.</summary>
/// <remarks>What it means for chunks and documents is decided by the domain; here it is read and written.</remarks>
internal sealed class AttemptRecord(NpgsqlConnection connection, IReadOnlyList<AttemptResult> attempts)
{
    private static readonly IReadOnlyDictionary<long, string> NoStates = new Dictionary<long, string>();

    private readonly List<RecordedReading> _readings =
        [.. attempts.SelectMany(attempt => attempt.Readings.Select((_, place) => new RecordedReading(attempt, place)))];

    private readonly Dictionary<long, RecordedBatch> _batches = attempts
        .GroupBy(attempt => attempt.BatchId)
        .ToDictionary(batch => batch.Key, batch => BatchOf([.. batch]));

    /// <summary>
    /// Whether requests answered all that they were asked, and nothing that was said before matters: then all is
    /// written by one batch of statements, which is a transaction by itself.
    /// </summary>
    public static bool IsPlain(IReadOnlyList<AttemptResult> attempts) => attempts.All(attempt =>
        attempt is { IsMeasured: false, BisectionOf: null }
        && attempt.Readings.Select((_, place) => new RecordedReading(attempt, place))
            .All(one => one is { IsAnswered: true, IsUnited: false }));

    /// <summary>Writes it; the batches whose counts are to be folded once it is committed.</summary>
    public async Task<IReadOnlyList<long>> WriteAsync(CancellationToken cancellationToken)
    {
        var batch = new StatementBatch(connection);
        DocumentLocks.Take(batch, [.. UnitedDocuments()]);
        batch.AddReading("lock_recorded", _ => true, Bigints("attempts", attempts.Select(one => one.AttemptId)));
        EndAttempts(batch);
        if (IsPlain(attempts)) return await EndAtOnceAsync(batch, cancellationToken);

        var returned = ReturnedChunks.Add(batch, [.. _readings.Where(reading => !reading.IsAnswered)]);
        var suspects = new HeldSuspects(connection, attempts);
        suspects.Read(batch);
        await batch.RunAsync(cancellationToken);

        await suspects.TellAsync(cancellationToken);
        var states = returned.ToDictionary(chunk => chunk.ChunkId, chunk => chunk.State);
        var united = await new DocumentOutcomes(connection, _batches).EndAsync(
            [.. UnitedDocuments(), .. Late(states)], cancellationToken);
        return await DocumentResults.AddAsync(connection, [.. SimpleResults(states), .. united], cancellationToken);
    }

    // Everything in one trip to the database.
    private async Task<IReadOnlyList<long>> EndAtOnceAsync(StatementBatch batch, CancellationToken cancellationToken)
    {
        var near = DocumentResults.Add(batch, [.. SimpleResults(NoStates)]);
        await batch.RunAsync(cancellationToken);
        return near;
    }

    private void EndAttempts(StatementBatch batch) => batch.Add(
        "end_attempts",
        [
            Bigints("attempts", attempts.Select(attempt => attempt.AttemptId)),
            Texts("outcomes", attempts.Select(attempt => attempt.Answered ? "answered" : "failed")),
            Texts("failures", attempts.Select(attempt => attempt.Reply.Failure?.Class.ToString())),
            Texts("reasons", attempts.Select(attempt => attempt.Reply.Failure?.Reason)),
            Integers("statuses", attempts.Select(attempt => attempt.Reply.Status)),
            Texts("answerers", attempts.Select(attempt => attempt.Reply.AnsweredBy)),
            Integers("prompts", attempts.Select(attempt => attempt.Reply.PromptTokens)),
            Integers("completions", attempts.Select(attempt => attempt.Reply.CompletionTokens)),
            Integers("thoughts", attempts.Select(attempt => attempt.Reply.ReasoningTokens)),
            Texts("choices", attempts.Select(attempt => attempt.Pack.Choice)),
            Texts("detected", attempts.Select(a => a.Detected is { } counts ? JsonSerializer.Serialize(counts) : null)),
            .. Answers([.. _readings.Where(reading => reading.IsAnswered)]),
        ]);

    private static Parameter[] Answers(IReadOnlyList<RecordedReading> answered) =>
    [
        Bigints("chunks", answered.Select(one => one.Chunk.ChunkId)),
        Bigints("tokens", answered.Select(one => one.Chunk.LeaseToken)),
        Bigints("answering", answered.Select(one => one.Attempt.AttemptId)),
        Texts("fields", answered.Select(one => AnswerJson.Fields(one.Reading.Fields!))),
        Texts("repairs", answered.Select(one => AnswerJson.Repairs(one.Reading.Repairs))),
        Texts("groundings", answered.Select(one => AnswerJson.Grounding(one.Reading.Evidence))),
        Texts("flags", answered.Select(one => AnswerJson.Flags(one.Reading.Evidence))),
        Doubles("confidences", answered.Select(one => one.Reading.Evidence.Confidence)),
        Integers("questions", answered.Select(one => one.Chunk.Question.No)),
        Texts("asked", answered.Select(one =>
            one.Chunk.Question.Fields is { } names ? JsonSerializer.Serialize(names) : null)),
        Booleans("further", answered.Select(one => one.Chunk.Question.IsForFurtherItems)),
    ];

    // What this request says of a document is all that is ever said of it: nothing needs to be read for its outcome.
    private IEnumerable<DocumentResult> SimpleResults(IReadOnlyDictionary<long, string> states) =>
        from one in _readings
        where !one.IsUnited
        let chunk = one.Asked(states.GetValueOrDefault(one.Chunk.ChunkId))
        let outcome = DocumentOutcome.Decide([chunk], _batches[one.Chunk.BatchId].Terms)
        let result = DocumentResult.From(one.Chunk.BatchId, one.Chunk.DocumentNo, outcome, one.Source)
        where result is not null
        select result;

    private IEnumerable<(long BatchId, int DocumentNo)> UnitedDocuments() =>
        _readings.Where(one => one.IsUnited).Select(one => (one.Chunk.BatchId, one.Chunk.DocumentNo)).Distinct();

    // Late answers may have reached chunks that this request missed: their documents end with those.
    private IEnumerable<(long BatchId, int DocumentNo)> Late(IReadOnlyDictionary<long, string> states) =>
        _readings.Where(one => !one.IsUnited && states.GetValueOrDefault(one.Chunk.ChunkId) == "answered")
            .Select(one => (one.Chunk.BatchId, one.Chunk.DocumentNo));

    private static RecordedBatch BatchOf(IReadOnlyList<AttemptResult> attempts)
    {
        var last = attempts[^1];
        var terms = new OutcomeTerms(last.Pack.Whole, last.Pack.Inquiry)
        {
            Accuracy = attempts.DistinctBy(attempt => attempt.Pack.Model.Key)
                .ToDictionary(attempt => attempt.Pack.Model.Key, attempt => attempt.Pack.Accuracy),
        };
        return new RecordedBatch(terms, new AnswerSource(last.Pack.Model.Id, last.AttemptId));
    }
}
