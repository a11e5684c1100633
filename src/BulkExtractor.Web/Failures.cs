using System.Diagnostics;
using System.Globalization;
using BulkExtractor.Web.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Web;

/// <summary>
/// How the dashboard says that something cannot be done: a page for people, problem+json for programs.
/// </summary>
internal static partial class Failures
{
    private const string ProblemType = "application/problem+json";
    private const int OutOfRoom = 28; // ENOSPC, on Linux and macOS
    private const int OutOfRoomOnWindows = unchecked((int)0x80070070); // ERROR_DISK_FULL

    /// <summary>Answers a request that ended with an exception.</summary>
    public static Task AnswerAsync(HttpContext context) =>
        Unwrap(context.Features.Get<IExceptionHandlerFeature>()?.Error) switch
        {
            InputException mistake => RefuseAsync(context, 422, "That cannot be done", mistake.Message),
            BadHttpRequestException { StatusCode: 413 } => RefuseAsync(
                context, 413, "That is too large", $"A file may have at most {DashboardServer.LargestUpload >> 30} GB, "
                + $"anything else {DashboardServer.LargestForm >> 20} MB."),
            BadHttpRequestException bad =>
                RefuseAsync(context, bad.StatusCode, "The request is not right", bad.Message),
            AntiforgeryValidationException => RefuseAsync(
                context, 400, "This form is too old", "Go back, load the page again and repeat it."),
            IOException full when IsOutOfRoom(full) => TellOutOfRoomAsync(context, full),
            { } unexpected => TellUnexpectedAsync(context, unexpected),
            null => Task.CompletedTask,
        };

    /// <summary>Says what a status means that came without a word.</summary>
    public static Task ExplainAsync(HttpContext context) => context.Response.StatusCode switch
    {
        404 => RefuseAsync(
            context, 404, "There is nothing here", "The address is wrong, or what it named is gone."),
        405 => RefuseAsync(
            context, 405, "Not like this", $"This address does not take {context.Request.Method}."),
        415 => RefuseAsync(context, 415, "Not in this form", "Send it as application/json."),
        var status => RefuseAsync(
            context, status, ReasonPhrases.GetReasonPhrase(status), "The server does not do that."),
    };

    /// <summary>Answers with a status and the reason for it.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        if (!IsProgram(context.Request)) return MessagePage.Render(status, title, detail).ExecuteAsync(context);
        return context.Response.WriteAsJsonAsync(
            new ProblemDetails { Status = status, Title = title, Detail = detail }, options: null, ProblemType);
    }

    /// <summary>Tells somebody who guesses to wait.</summary>
    public static Task RefuseForAsync(HttpContext context, TimeSpan wait)
    {
        SayWhen(context, wait);
        return RefuseAsync(context, StatusCodes.Status429TooManyRequests, "Too many wrong tokens", WaitText(wait));
    }

    public static void SayWhen(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);

    public static string WaitText(TimeSpan wait) =>
        $"There were too many wrong tokens from your address: wait {Seconds(wait)} s, then try again.";

    /// <summary>Whether a program asks, which is told in JSON.</summary>
    public static bool IsProgram(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/openapi");

    // A form is read to check its secret: what is wrong with its body is not the secret's fault.
    private static Exception? Unwrap(Exception? error) =>
        error is AntiforgeryValidationException { InnerException: IOException body }
        && (body is BadHttpRequestException || IsOutOfRoom(body))
            ? body
            : error;

    private static bool IsOutOfRoom(IOException error) => error.HResult is OutOfRoom or OutOfRoomOnWindows;

    // What comes in lies in temporary files until it is read, and a container's are small.
    private static Task TellOutOfRoomAsync(HttpContext context, IOException full)
    {
        var (logger, request) = (LoggerOf(context), context.Request);
        TellFull(logger, request.Method, request.Path.ToUriComponent(), full.Message);
        return RefuseAsync(
            context, StatusCodes.Status507InsufficientStorage, "There is no room for it",
            "The server has no room left for what comes in: send less, or ask whoever runs it for more.");
    }

    // Nothing of what happened leaves the server: the number leads to it in the log.
    private static Task TellUnexpectedAsync(HttpContext context, Exception unexpected)
    {
        var (logger, request) = (LoggerOf(context), context.Request);
        var number = Activity.Current?.TraceId.ToHexString()[..12] ?? Guid.NewGuid().ToString("N")[..12];
        TellFailure(logger, request.Method, request.Path.ToUriComponent(), number, unexpected);
        return RefuseAsync(
            context, 500, "Something went wrong here", $"The server's log says what, under the number {number}.");
    }

    private static ILogger LoggerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Failures));

    private static int Seconds(TimeSpan wait) => (int)Math.Ceiling(wait.TotalSeconds);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed, number {Number}")]
    private static partial void TellFailure(
        ILogger logger, string method, string path, string number, Exception unexpected);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} found no room: {Reason}; temporary files lie where TMPDIR says")]
    private static partial void TellFull(ILogger logger, string method, string path, string reason);
}
