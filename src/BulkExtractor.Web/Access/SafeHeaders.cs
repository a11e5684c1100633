namespace BulkExtractor.Web.Access;

/// <summary>Tells browsers what a page may not do: nothing in a document may run, load or send anything.</summary>
internal static class SafeHeaders
{
    private const string Rest =
        "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        + "base-uri 'none'; ";

    private const string Policy = Rest + "style-src 'self'; img-src 'self'";

    // Hangfire's pages have styles in their markup and fonts of their own, but no script in it.
    private const string OthersPolicy =
        Rest + "style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:";

    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = IsOthers(context) ? OthersPolicy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
        return next(context);
    }

    private static bool IsOthers(HttpContext context) =>
        context.Request.Path.StartsWithSegments(DashboardServer.JobPages);
}
