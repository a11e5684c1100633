namespace BulkExtractor.Web.Access;

/// <summary>
/// Lets no other site change anything through a visitor's browser, which says where a request comes from.
/// </summary>
internal static class SameOrigin
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var looks = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return looks || IsOurs(request)
            ? next(context)
            : Failures.RefuseAsync(
                context, 403, "Another site asked for this", "Open the dashboard itself and try again.");
    }

    private static bool IsOurs(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none";

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
