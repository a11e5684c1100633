using BulkExtractor.Forecasting;

namespace BulkExtractor.Submissions;

/// <summary>What the documents that were read of a submission would take.</summary>
/// <param name="Changes">What would change that.</param>
/// <param name="LeftToday">The requests that are left today over its accounts; null where no day bounds them.</param>
public sealed record Estimate(Forecast Outlook, IReadOnlyList<WhatIf> Changes, int? LeftToday)
{
    /// <summary>Estimates it as things stand now.</summary>
    public static async Task<Estimate> CalculateAsync(
        Submission submission, ForecastService forecasts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var packs = await submission.LoadsAsync(forecasts, cancellationToken);
        var details = await submission.ProspectAsync(forecasts, packs, cancellationToken);
        var days = details.Accounts.Where(account => account.PerDay is not null).ToList();
        return new Estimate(
            details.Forecast,
            WhatIf.All(details.Work, details.Accounts, now, submission.Imagine(forecasts, packs)),
            days.Count == 0 ? null : days.Sum(account => account.LeftToday));
    }
}
