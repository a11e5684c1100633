using BulkExtractor.Notices;

namespace BulkExtractor.Web.Pages;

/// <param name="Deliveries">The newest notices, a row for each target.</param>
/// <param name="Most">How many are shown at most.</param>
public sealed record NoticesModel(IReadOnlyList<ShownDelivery> Deliveries, int Most)
{
    private const int Shown = 200;

    internal static async Task<NoticesModel> ReadAsync(INoticeStore notices, CancellationToken cancellationToken) =>
        new(await notices.ListAsync(Shown, cancellationToken), Shown);
}
