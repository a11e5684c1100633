using BulkExtractor.Submissions;
using BulkExtractor.Web.Editing;
using BulkExtractor.Web.Uploads;
using Microsoft.AspNetCore.Mvc;

namespace BulkExtractor.Web.Pages;

/// <summary>From a name to the text of a new job: how its sample is read, and what a model makes of it.</summary>
internal static class NewJobPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("/jobs", BeginAsync)
            .WithMetadata(new RequestSizeLimitAttribute(DashboardServer.LargestUpload));
        // What a sample holds, and which accounts there are, concerns those only who make jobs.
        var sample = pages.MapGroup("/jobs/sample/{id}").RequireAuthorization(DashboardServer.ChangePolicy);
        sample.MapGet("", ShowAsync);
        sample.MapPost("/ask", AskAsync);
    }

    private static async Task<IResult> BeginAsync(
        HttpRequest request, Spool spool, JobDesk desk, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        var start = JobStart.Named(form["name"].ToString());
        desk.Writer.CheckNew(start.Name);
        start = start
            .With("sample", await KeepAsync(form.Files["sample"], spool, cancellationToken))
            .With("schema_file", await KeepAsync(form.Files["schema_file"], spool, cancellationToken));
        return Results.LocalRedirect(start.Sample is null ? start.At("/jobs/new") : start.SampleAddress);
    }

    private static async Task<string?> KeepAsync(IFormFile? file, Spool spool, CancellationToken cancellationToken) =>
        file is { Length: > 0 } ? await spool.KeepAsync(file, cancellationToken) : null;

    private static async Task<IResult> ShowAsync(
        string id, HttpRequest request, JobDesk desk, DashboardServices services, CancellationToken cancellationToken)
    {
        var start = JobStart.From(request).With("sample", id);
        if (desk.SampleOf(start) is not { } upload) return Page.Missing("such upload");
        var model = new JobSampleModel(start, upload.Name);
        try
        {
            model = model with { Draft = await desk.DraftAsync(start.With("batch", null), cancellationToken) };
        }
        catch (InputException unfit)
        {
            return Page.Render<JobSample>(
                model with { Problem = unfit.Message }, StatusCodes.Status422UnprocessableEntity);
        }

        return Page.Render<JobSample>(start.Batch is { } batch
            ? await TellAsync(model, batch, desk, services, cancellationToken)
            : await OfferAsync(model, model.Draft, desk, cancellationToken));
    }

    private static async Task<JobSampleModel> OfferAsync(
        JobSampleModel model, JobDraft draft, JobDesk desk, CancellationToken cancellationToken)
    {
        try
        {
            return model with { Offer = await desk.OfferAsync(draft, cancellationToken) };
        }
        catch (InputException cannot)
        {
            return model with { NoOffer = cannot.Message };
        }
    }

    private static async Task<JobSampleModel> TellAsync(
        JobSampleModel model, long batch, JobDesk desk, DashboardServices services, CancellationToken cancellationToken)
    {
        model = model with { Trial = await services.Batches.FindAsync(batch, cancellationToken) };
        try
        {
            return model with { Proposal = await desk.ProposeAsync(batch, cancellationToken) };
        }
        catch (InputException unanswered)
        {
            return await OfferAsync(
                model with { NoProposal = unanswered.Message }, model.Draft!, desk, cancellationToken);
        }
    }

    private static async Task<IResult> AskAsync(
        string id, HttpRequest request, JobDesk desk, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        var start = JobStart.From(form).With("sample", id);
        if (desk.SampleOf(start) is null) return Page.Missing("such upload");
        var batch = await desk.AskAsync(start, form["words"].ToString(), cancellationToken);
        return Results.LocalRedirect(start.With("batch", $"{batch}").SampleAddress);
    }
}
