using BulkExtractor.Review;
using BulkExtractor.Web.Reviewing;

namespace BulkExtractor.Web.Pages;

/// <summary>One document, and what a reviewer does with it.</summary>
internal static class DocumentPages
{
    private const string ValuePrefix = "value.";

    public static void Map(RouteGroupBuilder pages)
    {
        var document = pages.MapGroup("/batches/{batch:long}/documents/{row:int}");
        document.MapGet("", ShowAsync);
        document.MapPost("", SaveAsync);
        document.MapGet("/picture", PictureAsync);
        document.MapPost("/restore", RestoreAsync);
        document.MapPost("/approve", ApproveAsync);
        document.MapPost("/unapprove", UnapproveAsync);
    }

    private static async Task<IResult> ShowAsync(
        long batch, int row, HttpRequest request, DashboardServices services, CancellationToken cancellationToken)
    {
        var model = await ReadAsync(batch, row, request, services, cancellationToken);
        if (model is null) return Missing(batch, row);
        var edits = request.Query["edit"] == "true" ? new Dictionary<string, string>() : null;
        return Page.Render<DocumentView>(model with { Typed = edits });
    }

    // At the address of the page itself: what is refused stays there with what was typed.
    private static async Task<IResult> SaveAsync(
        long batch,
        int row,
        HttpRequest request,
        Reviewer reviewer,
        DashboardServices services,
        CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (await ReadAsync(batch, row, request, services, cancellationToken) is not { } model)
            return Missing(batch, row);
        var typed = form.Where(said => said.Key.StartsWith(ValuePrefix, StringComparison.Ordinal))
            .ToDictionary(said => said.Key[ValuePrefix.Length..], said => said.Value.ToString());
        var problems = await reviewer.SaveAsync(batch, row, typed, cancellationToken);
        if (problems is null) return Missing(batch, row);
        if (problems.Count > 0)
        {
            return Page.Render<DocumentView>(
                model with { Typed = typed, Problems = problems }, StatusCodes.Status422UnprocessableEntity);
        }

        if (form["then"] != "next") return Results.LocalRedirect(model.AddressOf(row));
        await services.Results.ApproveAsync(batch, row, true, cancellationToken);
        return GoOn(model);
    }

    private static async Task<IResult> ApproveAsync(
        long batch, int row, HttpRequest request, DashboardServices services, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (await ReadAsync(batch, row, request, services, cancellationToken) is not { } model)
            return Missing(batch, row);
        await services.Results.ApproveAsync(batch, row, true, cancellationToken);
        return form["then"] == "next" ? GoOn(model) : Results.LocalRedirect(model.AddressOf(row));
    }

    private static async Task<IResult> UnapproveAsync(
        long batch, int row, HttpRequest request, DashboardServices services, CancellationToken cancellationToken)
    {
        await services.Results.ApproveAsync(batch, row, false, cancellationToken);
        return Results.LocalRedirect(AddressOf(batch, row, request));
    }

    private static async Task<IResult> RestoreAsync(
        long batch,
        int row,
        string field,
        HttpRequest request,
        DashboardServices services,
        CancellationToken cancellationToken)
    {
        await services.Results.RestoreAsync(new DocumentField(batch, row, field), cancellationToken);
        return Results.LocalRedirect($"{AddressOf(batch, row, request)}#field-{Uri.EscapeDataString(field)}");
    }

    // The type is the one that its own bytes say, and browsers are told to guess no other.
    private static async Task<IResult> PictureAsync(
        long batch, int row, int? number, DashboardServices services, CancellationToken cancellationToken) =>
        await services.Results.FindPictureAsync(batch, row, number ?? 1, cancellationToken) is { } picture
            ? Results.Bytes(picture.Bytes, picture.MediaType)
            : Page.Missing($"picture {number ?? 1} of document {row} in batch {batch}");

    private static Task<DocumentModel?> ReadAsync(
        long batch, int row, HttpRequest request, DashboardServices services, CancellationToken cancellationToken) =>
        DocumentModel.ReadAsync(services, batch, row, DocumentList.Read(request.Query), cancellationToken);

    private static string AddressOf(long batch, int row, HttpRequest request) =>
        $"/batches/{batch}/documents/{row}{DocumentList.Read(request.Query).Query}";

    // To the next one of the list as it was looked at; after the last one back to the list.
    private static IResult GoOn(DocumentModel model) => Results.LocalRedirect(model.Place.Next is { } next
        ? model.AddressOf(next, steps: 1)
        : $"/batches/{model.Batch.BatchId}{model.List.FromStart().Query}#documents");

    private static IResult Missing(long batch, int row) => Page.Missing($"document {row} in batch {batch}");
}
