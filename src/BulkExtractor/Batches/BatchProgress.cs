namespace BulkExtractor.Batches;

/// <summary>Where a batch stands.</summary>
public sealed record BatchProgress
{
    /// <summary>The batch's number.</summary>
    public required long BatchId { get; init; }

    /// <summary>The job's name.</summary>
    public required string Job { get; init; }

    /// <summary>The name of the input.</summary>
    public required string Source { get; init; }

    /// <summary>queued, extracting, waiting, paused, finished or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>What it waits for, by <see cref="BatchWait"/>; null when it goes on.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Whether nothing that is known explains why it stands still.</summary>
    public bool Unexplained { get; init; }

    /// <summary>The documents that came in.</summary>
    public int Documents { get; init; }

    /// <summary>The documents that have their fields.</summary>
    public int Extracted { get; init; }

    /// <summary>The documents that were given up.</summary>
    public int Failed { get; init; }

    /// <summary>The extracted documents that needed no request of their own.</summary>
    public int Cached { get; init; }

    /// <summary>The requests that were sent.</summary>
    public int Requests { get; init; }

    /// <summary>
    /// The documents that a request brought; those that needed none do not count. Null where nobody can say.
    /// </summary>
    public double? PerRequest =>
        Requests == 0 || Extracted < Cached ? null : (double)(Extracted - Cached) / Requests;

    /// <summary>The requests that brought no new answer.</summary>
    public int Wasted { get; init; }

    /// <summary>The requests that are not answered yet.</summary>
    public int UnderWay { get; init; }

    /// <summary>
    /// What its requests cost in US dollars; what is not known yet, or never will be, at its highest.
    /// </summary>
    public decimal Cost { get; init; }

    /// <summary>The most that they may cost; 0 leaves paid models out.</summary>
    public decimal MaxCost { get; init; }

    /// <summary>When it is wanted; null when nobody waits.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Whether it can be done by then; null without a deadline, or before the first verdict.</summary>
    public bool? OnTime { get; init; }

    /// <summary>What was not taken as it stands in its input, a sentence for each kind.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the simulator answers.</summary>
    public bool Simulated { get; init; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its last document ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The documents that are neither extracted nor given up.</summary>
    public int Open => Documents - Extracted - Failed;

    /// <summary>Whether nothing more will happen by itself.</summary>
    public bool Ended => State is "finished" or "cancelled";
}
