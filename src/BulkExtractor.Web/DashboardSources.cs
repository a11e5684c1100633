using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Exports;
using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Review;
using BulkExtractor.Routing;
using BulkExtractor.Submissions;

namespace BulkExtractor.Web;

/// <summary>What the dashboard stands on; the composition root puts it together.</summary>
public sealed record DashboardSources
{
    /// <summary>Batches and their results.</summary>
    public required IBatchStore Batches { get; init; }

    /// <summary>What came of their documents.</summary>
    public required IResultStore Results { get; init; }

    /// <summary>Documents, corrections and approvals.</summary>
    public required ReviewSources Review { get; init; }

    /// <summary>The past.</summary>
    public required HistorySources History { get; init; }

    /// <summary>Asks for background jobs.</summary>
    public required IBackgroundJobs Background { get; init; }

    /// <summary>What background jobs wait, run or recur, and what became of the latest runs.</summary>
    public required IJobHistory JobHistory { get; init; }

    /// <summary>The pages of whoever runs them; null when there are none.</summary>
    public EnginePages? JobPages { get; init; }

    /// <summary>Nightly runs.</summary>
    public required ScheduleSources Schedules { get; init; }

    /// <summary>The folder of jobs.</summary>
    public required string JobsFolder { get; init; }

    /// <summary>What this process knows of models now.</summary>
    public required ModelSources Models { get; init; }

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>How the dashboard asks about models, limits and forecasts.</summary>
public sealed record ModelSources
{
    /// <summary>The pool that submissions use.</summary>
    public required Func<Pool> Pool { get; init; }

    /// <summary>Where the models of the pool stand.</summary>
    public required Func<CancellationToken, Task<IReadOnlyList<ModelState>>> States { get; init; }

    /// <summary>What is left of days: of a batch's accounts, or of all that were used today.</summary>
    public required Func<long?, CancellationToken, Task<IReadOnlyList<DayLeft>>> Days { get; init; }

    /// <summary>The forecast of a batch; null when it has none.</summary>
    public required Func<BatchProgress, CancellationToken, Task<Forecast?>> Outlook { get; init; }

    /// <summary>What the documents that were read of a submission would take.</summary>
    public required Func<Submission, CancellationToken, Task<Estimate>> Estimate { get; init; }

    /// <summary>How many workers are there for some accounts.</summary>
    public required Func<IReadOnlyList<string>, CancellationToken, Task<int>> Workers { get; init; }
}

/// <summary>What a submission would take.</summary>
/// <param name="Changes">What would change that.</param>
/// <param name="LeftToday">The requests that are left today over its accounts; null where no day bounds them.</param>
public sealed record Estimate(Forecast Outlook, IReadOnlyList<WhatIf> Changes, int? LeftToday);
