namespace BulkExtractor.Jobs;

/// <summary>What somebody outside can be told of.</summary>
public static class NoticeEvents
{
    /// <summary>A batch ended.</summary>
    public const string Finished = "finished";

    /// <summary>A batch ended, and not all of its documents have their fields.</summary>
    public const string FailedDocuments = "failed_documents";

    /// <summary>A file of an inbox became no batch.</summary>
    public const string RejectedFile = "rejected_file";

    /// <summary>A batch waits until models may be asked again.</summary>
    public const string WaitingForQuota = "waiting_for_quota";

    /// <summary>A run came due while nobody was there.</summary>
    public const string MissedRun = "missed_run";

    /// <summary>A model misread sentinels and is asked no more.</summary>
    public const string ModelQuarantined = "model_quarantined";

    /// <summary>A run ended, with all of its batches and exports.</summary>
    public const string RunDone = "run_done";

    /// <summary>What <c>bulk notify test</c> sends; nobody subscribes to it.</summary>
    public const string Test = "test";

    /// <summary>The events that a target may name.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Finished, FailedDocuments, RejectedFile, WaitingForQuota, MissedRun, ModelQuarantined, RunDone];
}
