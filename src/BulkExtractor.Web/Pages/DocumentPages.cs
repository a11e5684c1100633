using BulkExtractor.Review;
using BulkExtractor.Web.Reviewing;

namespace BulkExtractor.Web.Pages;

/// <summary>One document, and what a reviewer does with it.</summary>
internal static class DocumentPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        var document = pages.MapGroup("/batches/{batch:long}/documents/{row:int}");
        document.MapGet("", (long batch, int row, DashboardServices services, CancellationToken token) =>
            ShowAsync(batch, row, null, services, token));
        document.MapGet("/picture", PictureAsync);
        document.MapPost("/correct", CorrectAsync);
        document.MapPost("/restore", async (
            long batch, int row, string field, DashboardServices services, CancellationToken token) =>
        {
            await services.Results.RestoreAsync(new DocumentField(batch, row, field), token);
            return Back(batch, row, field);
        });
        document.MapPost("/approve", (long batch, int row, DashboardServices services, CancellationToken token) =>
            ApproveAsync(batch, row, true, services, token));
        document.MapPost("/unapprove", (long batch, int row, DashboardServices services, CancellationToken token) =>
            ApproveAsync(batch, row, false, services, token));
    }

    private static async Task<IResult> ShowAsync(
        long batch, int row, string? problem, DashboardServices services, CancellationToken cancellationToken)
    {
        var model = await DocumentModel.ReadAsync(services, batch, row, problem, cancellationToken);
        if (model is null) return Page.Missing($"document {row} in batch {batch}");
        return Page.Render<DocumentView>(
            model, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    // The type is the one that its own bytes say, and browsers are told to guess no other.
    private static async Task<IResult> PictureAsync(
        long batch, int row, DashboardServices services, CancellationToken cancellationToken) =>
        await services.Results.FindPictureAsync(batch, row, cancellationToken) is { } picture
            ? Results.Bytes(picture.Bytes, picture.MediaType)
            : Page.Missing($"a picture of document {row} in batch {batch}");

    private static async Task<IResult> CorrectAsync(
        long batch,
        int row,
        HttpRequest request,
        Reviewer reviewer,
        DashboardServices services,
        CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        var field = new DocumentField(batch, row, form["field"].ToString());
        try
        {
            if (!await reviewer.CorrectTypedAsync(field, form["value"].ToString(), cancellationToken))
                return Page.Missing($"document {row} with fields in batch {batch}");
        }
        catch (InputException unfit)
        {
            return await ShowAsync(batch, row, unfit.Message, services, cancellationToken);
        }

        if (form["approve"] == "true") await services.Results.ApproveAsync(batch, row, true, cancellationToken);
        return Back(batch, row, field.Field);
    }

    private static async Task<IResult> ApproveAsync(
        long batch, int row, bool approved, DashboardServices services, CancellationToken cancellationToken)
    {
        await services.Results.ApproveAsync(batch, row, approved, cancellationToken);
        return Results.LocalRedirect($"/batches/{batch}/documents/{row}");
    }

    private static IResult Back(long batch, int row, string field) =>
        Results.LocalRedirect($"/batches/{batch}/documents/{row}#field-{Uri.EscapeDataString(field)}");
}
