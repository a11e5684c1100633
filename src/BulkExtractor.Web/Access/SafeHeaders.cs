using BulkExtractor.Web.Listening;

namespace BulkExtractor.Web.Access;

/// <summary>Tells browsers what a page may not do: nothing in a document may run, load or send anything.</summary>
internal sealed class SafeHeaders(DashboardOptions options)
{
    private const string Rest =
        "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        + "base-uri 'none'; ";

    private const string Policy = Rest + "style-src 'self'; img-src 'self'";

    // Hangfire's pages have styles in their markup and fonts of their own, but no script in it.
    private const string OthersPolicy =
        Rest + "style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:";

    private const string OnlyEncrypted = "max-age=31536000; includeSubDomains";

    // When the answer begins, since one that fails begins anew, without what it had.
    public Task AddAsync(HttpContext context, RequestDelegate next)
    {
        // Whoever is asked for a part of the addresses sees only the rest of the path.
        var (isOthers, isProgram) = (IsOthers(context), Failures.IsProgram(context.Request));
        context.Response.OnStarting(() =>
        {
            Add(context, isOthers, isProgram);
            SayCharset(context.Response);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Add(HttpContext context, bool isOthers, bool isProgram)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = isOthers ? OthersPolicy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-cache, no-store";
        // Opened by itself an answer is a file, and never a page that a browser runs.
        if (isProgram && headers.ContentDisposition.Count == 0)
            headers.ContentDisposition = "attachment; filename=\"api.json\"";
        // For this machine's own name it would hold for all of its ports.
        if (options.IsSecure && !ListenAddresses.IsLoopback(context.Request.Host.Host))
            headers.StrictTransportSecurity = OnlyEncrypted;
    }

    // Everything here is written in it, also by those who do not say so.
    private static void SayCharset(HttpResponse response)
    {
        if (response.ContentType is { } type && type.StartsWith("text/", StringComparison.Ordinal)
            && !type.Contains("charset", StringComparison.OrdinalIgnoreCase))
        {
            response.ContentType = $"{type}; charset=utf-8";
        }
    }

    private static bool IsOthers(HttpContext context) =>
        context.Request.Path.StartsWithSegments(DashboardServer.JobPages);
}
