using BulkExtractor.Submissions;

namespace BulkExtractor.Web.Editing;

/// <summary>What it would take to ask about some rows if nothing has to be asked again.</summary>
/// <param name="Accounts">Those one of which would see the rows.</param>
/// <param name="Notices">What is to be said before they do.</param>
/// <param name="LeftToday">The requests that are left today; null where no day bounds them.</param>
public sealed record AskOffer(
    int Rows, int Requests, IReadOnlyList<string> Accounts, IReadOnlyList<string> Notices, int? LeftToday)
{
    internal static async Task<AskOffer> CalculateAsync(
        Submission trial, DashboardServices services, CancellationToken cancellationToken)
    {
        var rows = await trial.ReadAsync(cancellationToken).CountAsync(cancellationToken);
        var pack = Math.Max(1, trial.FirstPackSize);
        var price = await Estimate.CalculateAsync(
            trial, services.Forecasts, services.Clock.GetUtcNow(), cancellationToken);
        return new AskOffer(
            rows,
            (rows + pack - 1) / pack,
            [.. trial.Candidates.Select(model => model.Account.Name).Distinct()],
            trial.TrainingNotices,
            price.LeftToday);
    }
}
