using BulkExtractor.Submissions;
using BulkExtractor.Web.Editing;

namespace BulkExtractor.Web.Pages;

/// <param name="Source">What the sample is called.</param>
public sealed record JobSampleModel(JobStart Start, string Source)
{
    /// <summary>A first version of the job; null where the sample cannot be read.</summary>
    public JobDraft? Draft { get; init; }

    /// <summary>Why the sample cannot be read.</summary>
    public string? Problem { get; init; }

    /// <summary>What it would take to ask about some rows; null where that cannot be, or was done.</summary>
    public AskOffer? Offer { get; init; }

    /// <summary>Why nobody can be asked.</summary>
    public string? NoOffer { get; init; }

    /// <summary>The batch in which some rows were asked about.</summary>
    public BatchProgress? Trial { get; init; }

    /// <summary>What follows from its answers; null before it has ended.</summary>
    public JobProposal? Proposal { get; init; }

    /// <summary>Why nothing follows from its answers.</summary>
    public string? NoProposal { get; init; }

    /// <summary>The events of the batch that is waited for.</summary>
    public string? Events => Trial is { Ended: false } trial ? $"/api/batches/{trial.BatchId}/events" : null;
}
