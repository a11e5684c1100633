using BulkExtractor.Jobs;
using BulkExtractor.Web.Editing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BulkExtractor.Web.Pages;

/// <summary>The text of a job, to be checked, saved or taken along: a new one's, and one's that is there.</summary>
internal static class JobEditorPages
{
    private const string Check = "check";
    private const string Zip = "zip";

    private const string SampleIsGone =
        "The sample is gone, since uploads are kept for an hour. Save again to make the job without it.";

    public static void Map(RouteGroupBuilder pages)
    {
        // A job file may name whom it tells, and where: readers do not see it.
        var jobs = pages.MapGroup("/jobs").RequireAuthorization(DashboardServer.ChangePolicy);
        jobs.MapGet("/new", BeginAsync);
        jobs.MapPost("/new", MakeAsync);
        jobs.MapGet("/{job}/edit", Edit);
        jobs.MapPost("/{job}/edit", ChangeAsync);
    }

    private static async Task<IResult> BeginAsync(
        HttpRequest request, JobDesk desk, CancellationToken cancellationToken)
    {
        var start = JobStart.From(request);
        var draft = await desk.DraftAsync(start, cancellationToken);
        return Show(NewJob(start, draft.ToText(), desk));
    }

    private static async Task<IResult> MakeAsync(HttpRequest request, JobDesk desk, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        var (start, text) = (JobStart.From(form), TextIn(form));
        var model = NewJob(start, text, desk);
        if (form["then"] == Check) return Show(model);
        if (model.Problems.Count > 0) return Refuse(model);
        if (start.Sample is not null && desk.SampleOf(start) is null)
        {
            return Show(
                model with { Start = start.With("sample", null), Notice = SampleIsGone },
                StatusCodes.Status409Conflict);
        }

        try
        {
            var sample = await desk.TakeSampleAsync(start, cancellationToken);
            if (form["then"] == Zip) return Packed(start.Name, text, sample);
            desk.Writer.Create(start.Name, text, sample);
            return Saved(start.Name);
        }
        catch (InputException unfit)
        {
            return Refuse(model with { Problems = [unfit.Message] });
        }
    }

    private static IResult Edit(string job, JobDesk desk) => desk.Writer.Find(job) is { } text
        ? Show(ChangedJob(job, text, text, text.Version, desk))
        : Page.Missing($"job '{job}'");

    private static async Task<IResult> ChangeAsync(
        string job, HttpRequest request, JobDesk desk, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (desk.Writer.Find(job) is not { } there) return Page.Missing($"job '{job}'");
        var text = TextIn(form);
        var model = ChangedJob(job, text, there, form["version"].ToString(), desk);
        if (form["then"] == Check) return Show(model);
        // First of all, since all else was said of a job that is no more.
        if (model.Version != there.Version) return Conflict(model, there);
        if (model.Problems.Count > 0) return Refuse(model);
        if (form["then"] == Zip) return Packed(job, text, sample: null);
        try
        {
            return desk.Writer.Replace(job, text, model.Version) is { } now ? Conflict(model, now) : Saved(job);
        }
        catch (InputException unfit)
        {
            return Refuse(model with { Problems = [unfit.Message] });
        }
    }

    private static JobEditorModel NewJob(JobStart start, JobText text, JobDesk desk) => new(start.Name, text)
    {
        Start = start,
        Problems = desk.FindProblems(start.Name, text),
        CanWrite = desk.Writer.CanWrite(),
    };

    private static JobEditorModel ChangedJob(
        string job, JobText text, JobText there, string version, JobDesk desk) => new(job, text)
        {
            Version = version,
            Problems = text.Beside(there).FindProblems(job, there),
            OperatorParts = there.ListOperatorParts(),
            CanWrite = desk.Writer.CanWrite(job),
        };

    // What was typed stays, and whoever saves it again has seen what it replaces.
    private static RazorComponentResult<JobEditor> Conflict(JobEditorModel model, JobText now) =>
        Show(model with { Version = now.Version, Now = now }, StatusCodes.Status409Conflict);

    private static RazorComponentResult<JobEditor> Refuse(JobEditorModel model) =>
        Show(model, StatusCodes.Status422UnprocessableEntity);

    private static RazorComponentResult<JobEditor> Show(JobEditorModel model, int status = StatusCodes.Status200OK) =>
        Page.Render<JobEditor>(model, status);

    private static IResult Saved(string job) => Results.LocalRedirect($"/jobs#job-{Uri.EscapeDataString(job)}");

    private static IResult Packed(string job, JobText text, byte[]? sample) =>
        Results.File(JobDesk.Zip(job, text, sample), "application/zip", $"{job}.zip");

    // Browsers end lines in their own way.
    private static JobText TextIn(IFormCollection form)
    {
        return new JobText(Text("job"), Text("schema"), Text("examples"));

        string Text(string name) => form[name].ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
