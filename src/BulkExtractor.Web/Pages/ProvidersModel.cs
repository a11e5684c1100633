using BulkExtractor.Forecasting;

namespace BulkExtractor.Web.Pages;

/// <param name="Providers">All of the pool file, those that take part first.</param>
public sealed record ProvidersModel(IReadOnlyList<ProviderOverview> Providers)
{
    internal static ProvidersModel Read(DashboardServices services) => new(
    [
        .. services.Pool.Now.Providers
            .Select(provider => new ProviderOverview(provider))
            .OrderByDescending(overview => overview.Provider.IsReady),
    ]);
}
