using BulkExtractor.Review;
using BulkExtractor.Web.Reviewing;

namespace BulkExtractor.Web.Pages;

/// <summary>The list of batches, one batch, and the buttons that change one.</summary>
internal static class BatchPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/", async (DashboardServices services, CancellationToken token) =>
            Page.Render<Batches>(await BatchesModel.ReadAsync(services, token)));
        pages.MapGet("/batches/{batch:long}", ShowAsync);
        Change(pages, "pause", (services, id, token) => services.Batches.PauseAsync(id, token));
        Change(pages, "resume", (services, id, token) => services.Batches.ResumeAsync(id, token));
        Change(pages, "cancel", (services, id, token) => services.Batches.CancelAsync(id, token));
        Change(pages, "retry", (services, id, token) => services.Retry.RunAsync(id, token));
        pages.MapPost("/batches/{batch:long}/delete", async (
            long batch, DashboardServices services, CancellationToken token) =>
        {
            await services.Batches.DeleteAsync(batch, token);
            return Results.LocalRedirect("/");
        });
    }

    private static async Task<IResult> ShowAsync(
        long batch,
        string? filter,
        string? search,
        int? after,
        DashboardServices services,
        CancellationToken cancellationToken)
    {
        var query = new DocumentQuery(batch)
        {
            Filter = DocumentFilters.Parse(filter),
            Search = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
            After = Math.Max(0, after ?? 0),
        };
        return await BatchModel.ReadAsync(services, query, cancellationToken) is { } model
            ? Page.Render<BatchView>(model)
            : Page.Missing($"batch {batch}");
    }

    // Whether it changed anything or not: the page that follows shows how the batch stands.
    private static void Change(
        RouteGroupBuilder pages, string verb, Func<DashboardServices, long, CancellationToken, Task> change) =>
        pages.MapPost($"/batches/{{batch:long}}/{verb}", async (
            long batch, HttpRequest request, DashboardServices services, CancellationToken token) =>
        {
            await change(services, batch, token);
            return Results.LocalRedirect(BackTo(request, batch));
        });

    private static string BackTo(HttpRequest request, long batch) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.AbsolutePath == "/"
            ? "/"
            : $"/batches/{batch}";
}
