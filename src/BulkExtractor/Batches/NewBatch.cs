using BulkExtractor.Jobs;

namespace BulkExtractor.Batches;

/// <summary>A batch that is about to be stored.</summary>
/// <param name="Source">The input's name, for people.</param>
/// <param name="Columns">The input's header.</param>
/// <param name="Pool">The text of the pool file, which names keys by their variables only.</param>
public sealed record NewBatch(
    Definition Definition,
    string Source,
    IReadOnlyList<string> Columns,
    BatchSettings Settings,
    IReadOnlyList<string> Accounts,
    string Pool,
    bool Simulated)
{
    /// <summary>How its input was written; null where that is no CSV.</summary>
    public CsvDialect? Dialect { get; init; }

    /// <summary>How long its texts and answers are kept after its end; null keeps them.</summary>
    public TimeSpan? Keep { get; init; }

    /// <summary>Whom to tell of what becomes of it.</summary>
    public IReadOnlyList<NotifyTarget> Notify { get; init; } = [];

    /// <summary>The gold rows of which some ride in its packs.</summary>
    public IReadOnlyList<GoldRow> Gold { get; init; } = [];

    /// <summary>The file of an inbox that becomes this batch, and no other one.</summary>
    public long? InboxFile { get; init; }

    /// <summary>What was not taken as it stands in its input; complete when all documents were read.</summary>
    public InputNotes Notes { get; init; } = new();

    /// <summary>A key of the submitter's: the same one again is the same submission. Null makes each one new.</summary>
    public string? SubmissionKey { get; init; }

    /// <summary>What a submission with a key says beside job and source; the same key must say the same.</summary>
    public string? Said { get; init; }
}
