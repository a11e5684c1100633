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
        long batch, HttpRequest request, DashboardServices services, CancellationToken cancellationToken)
    {
        var list = DocumentList.Read(request.Query);
        if (await BatchModel.ReadAsync(services, batch, list, cancellationToken) is not { } model)
            return Page.Missing($"batch {batch}");
        return Page.Render<BatchView>(
            model, model.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
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
