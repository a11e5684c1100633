using BulkExtractor.Web.Pages;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace BulkExtractor.Web;

/// <summary>
/// How the dashboard says that something cannot be done: a page for people, problem+json for programs.
/// </summary>
internal static class Failures
{
    private const string ProblemType = "application/problem+json";

    /// <summary>Answers a request that ended with an exception.</summary>
    public static Task AnswerAsync(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            InputException mistake => RefuseAsync(context, 422, "That cannot be done", mistake.Message),
            BadHttpRequestException { StatusCode: 413 } => RefuseAsync(
                context, 413, "The file is too large",
                $"At most {DashboardServer.LargestUpload >> 30} GB can be sent at once."),
            BadHttpRequestException bad =>
                RefuseAsync(context, bad.StatusCode, "The request is not right", bad.Message),
            Microsoft.AspNetCore.Antiforgery.AntiforgeryValidationException => RefuseAsync(
                context, 400, "This form is too old", "Go back, load the page again and repeat it."),
            _ => RefuseAsync(context, 500, "Something went wrong here", "The server's log says what."),
        };

    /// <summary>Whether an exception is the caller's own mistake, which is not logged.</summary>
    public static bool IsTheirs(Exception error) =>
        error is InputException or BadHttpRequestException
            or Microsoft.AspNetCore.Antiforgery.AntiforgeryValidationException;

    /// <summary>Answers with a status and the reason for it.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        return IsProgram(context.Request)
            ? context.Response.WriteAsJsonAsync(
                new ProblemDetails { Status = status, Title = title, Detail = detail }, options: null, ProblemType)
            : MessagePage.Render(status, title, detail).ExecuteAsync(context);
    }

    private static bool IsProgram(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/openapi");
}
