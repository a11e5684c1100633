using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Quality;

namespace BulkExtractor.Recording;

/// <summary>What one request brought.</summary>
/// <param name="Readings">One for each chunk of the pack.</param>
public sealed record AttemptResult(
    long AttemptId, long BatchId, Pack Pack, ModelReply Reply, IReadOnlyList<ChunkReading> Readings)
{
    /// <summary>How many documents the reply speaks of that nobody had asked for.</summary>
    public int UnknownIds { get; init; }

    /// <summary>How the sentinels that were answered were read, field by field; none where none rode along.</summary>
    public IReadOnlyList<SentinelScore> Sentinels { get; init; } = [];

    /// <summary>How many sentinels were answered.</summary>
    public int SentinelsAnswered { get; init; }

    /// <summary>Whether sentinels ride in the packs of its batch, so that its model may be benched.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>The share of the sentinels' fields that were read rightly; null where none was answered.</summary>
    public double? SentinelShare => Sentinels.Count == 0
        ? null
        : (double)Sentinels.Sum(score => score.Right)
            / Sentinels.Sum(score => score.Right + score.Wrong + score.Missed);

    /// <summary>Whether its model was benched, and shows whether it reads well again.</summary>
    public bool OnTrial { get; init; }

    /// <summary>Whether what it brought does not count, because its model misreads sentinels.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>What was detected in the reply, by kind; null without a reply.</summary>
    public IReadOnlyDictionary<string, int>? Detected => Reply.Failure is null ? Detection.Count(this) : null;

    /// <summary>Whether any chunk was answered.</summary>
    public bool Answered => Readings.Any(reading => reading.Answered);

    /// <summary>What follows for the chunks that were not answered.</summary>
    public Verdict Verdict => Verdict.Judge(Pack, Reply, Readings);

    /// <summary>The attempt whose refusal is bisected with it; null for most.</summary>
    public long? BisectionOf => Readings[0].Chunk.BisectionOf;

    /// <summary>Whether it tells which half of some suspects has the culprit.</summary>
    public bool Decides => Answered || Verdict.Suspect || Verdict.Blame;

    /// <summary>The same as if the request had brought nothing: its chunks are asked of other models.</summary>
    public AttemptResult Withdraw(string reason) => this with
    {
        Reply = Reply with { Failure = new CallFailure(FailureClass.TryElsewhere, reason) },
        Readings = [.. Readings.Select(reading => new ChunkReading(reading.Chunk, null, reason, []))],
        Withdrawn = true,
    };
}
