using BulkExtractor.Web.Submitting;
using BulkExtractor.Web.Uploads;
using Microsoft.AspNetCore.Mvc;

namespace BulkExtractor.Web.Pages;

/// <summary>From a file to a batch: upload, preview as often as it takes, submit.</summary>
internal static class UploadPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("/uploads", KeepAsync)
            .WithMetadata(new RequestSizeLimitAttribute(DashboardServer.LargestUpload));
        pages.MapGet("/uploads/{id}", PreviewAsync);
        pages.MapPost("/uploads/{id}/submit", SubmitAsync);
    }

    private static async Task<IResult> KeepAsync(HttpRequest request, Spool spool, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (form.Files["file"] is not { Length: > 0 } file)
            throw new InputException("choose a file that is not empty");
        var id = await spool.KeepAsync(file, cancellationToken);
        return Results.LocalRedirect($"/uploads/{id}?job={Uri.EscapeDataString(form["job"].ToString())}");
    }

    private static async Task<IResult> PreviewAsync(
        string id,
        HttpRequest request,
        Spool spool,
        SubmissionService desk,
        DashboardServices services,
        CancellationToken cancellationToken)
    {
        if (spool.Find(id) is not { } upload) return Page.Missing("such upload");
        var options = SubmitOptionsQuery.From(request);
        var jobs = ListedJobs.ReadAll(services.Options.JobsFolder);
        var said = SubmitOptionsQuery.Names.ToDictionary(name => name, name => options.Text(name) ?? "");
        try
        {
            var preview = await desk.PreviewAsync([upload.File], options, upload.Name, cancellationToken);
            return Page.Render<PreviewView>(new PreviewModel(id, upload.Name, said, jobs) { Preview = preview });
        }
        catch (InputException unfit)
        {
            return Page.Render<PreviewView>(
                new PreviewModel(id, upload.Name, said, jobs) { Problem = unfit.Message },
                StatusCodes.Status422UnprocessableEntity);
        }
    }

    // The key is the upload with what is said of it: whoever presses the button twice has one batch.
    private static async Task<IResult> SubmitAsync(
        string id, HttpRequest request, Spool spool, SubmissionService desk, CancellationToken cancellationToken)
    {
        if (spool.Find(id) is not { } upload) return Page.Missing("such upload");
        var form = await request.ReadFormAsync(cancellationToken);
        var options = SubmitOptionsQuery.From(form);
        var key = $"upload {id} {options.Job} {options.Said}";
        var receipt = await desk.SubmitAsync([upload.File], options, upload.Name, key, cancellationToken);
        return Results.LocalRedirect($"/batches/{receipt.Batch.BatchId}");
    }
}
