namespace BulkExtractor.Web.Access;

/// <summary>
/// Lets no other site change or load anything through a visitor's browser, which says where a request comes from; a
/// link from elsewhere may be followed.
/// </summary>
internal sealed class SameOrigin(DashboardOptions options)
{
    public Task CheckAsync(HttpContext context, RequestDelegate next) => IsOurs(context.Request)
        ? next(context)
        : Failures.RefuseAsync(context, 403, "Another site asked for this", "Open the dashboard itself and try again.");

    private bool IsOurs(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var looks = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (site.Length > 0) return site is "same-origin" or "none" || (looks && IsFollowedLink(request));

        var origin = request.Headers.Origin.ToString();
        return looks || origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsHere(from, request));
    }

    private static bool IsFollowedLink(HttpRequest request) =>
        request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    // A proxy may pass another name on than the one that the browser knows.
    private bool IsHere(Uri from, HttpRequest request) =>
        from.Scheme == request.Scheme
        && (string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            || string.Equals(from.Authority, options.PublicUrl?.Authority, StringComparison.OrdinalIgnoreCase));
}
