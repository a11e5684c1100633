using Microsoft.Extensions.Logging;

namespace BulkExtractor.Web.Access;

/// <summary>
/// Who came in and who was refused, by whom it can be looked into: time, address, role; no token, text or cookie. Of
/// what repeats it writes one line an address and minute, with how often.
/// </summary>
internal sealed partial class AccessLog(ILogger<AccessLog> logger, TimeProvider clock)
{
    private const int MostKinds = 10_000;
    private const int LongestPath = 120;

    private readonly RecentTable<(string Address, string Kind), Lines> _lines = new(MostKinds);
    private readonly Lock _gate = new();

    private string Now => $"{clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}";

    public void SignedIn(HttpContext context, string role, long session) =>
        TellSignIn(Now, role, Visitor.Find(context), session);

    public void Ended(HttpContext context, string what) =>
        TellEnd(Now, what, context.User.Identity?.Name ?? "nobody", Visitor.Find(context));

    /// <summary>A token that is nobody's, or was not looked at.</summary>
    /// <param name="way">Where it was shown.</param>
    public void WrongToken(HttpContext context, string way, TimeSpan wait)
    {
        var address = Visitor.Find(context);
        if (Count((address, way)) is { } more) TellWrong(Now, way, address, Math.Ceiling(wait.TotalSeconds), more);
    }

    /// <summary>Writes down what was refused once it was answered.</summary>
    public async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        // Whoever is asked for a part of the addresses sees only the rest of the path.
        var path = context.Request.Path.ToUriComponent();
        await next(context);
        var status = context.Response.StatusCode;
        if (status is not (400 or 401 or 403 or 405 or 413 or 415 or 422 or 429) && !IsSentToSignIn(context)) return;
        var address = Visitor.Find(context);
        if (Count((address, $"{status}")) is not { } more) return;
        TellRefusal(
            Now, status, context.Request.Method, path.Length > LongestPath ? path[..LongestPath] : path, address,
            context.User.Identity?.Name ?? "nobody", more);
    }

    private static bool IsSentToSignIn(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status302Found
        && context.Response.Headers.Location.ToString().StartsWith(
            $"{AccessSetup.SignInPath}?", StringComparison.Ordinal);

    // Tells of those that were not written since the last line; null where this one is not, either.
    private string? Count((string Address, string Kind) key)
    {
        lock (_gate)
        {
            var lines = _lines.Of(key);
            var now = clock.GetUtcNow();
            if (now - lines.LastAt < TimeSpan.FromMinutes(1))
            {
                lines.Unwritten++;
                return null;
            }

            var before = lines.Unwritten;
            (lines.LastAt, lines.Unwritten) = (now, 0);
            return before == 0 ? "" : $"; {before} more since the last such line";
        }
    }

    [LoggerMessage(LogLevel.Information, "{At} sign-in as {Role} from {Address}: session {Session}")]
    private partial void TellSignIn(string at, string role, string address, long session);

    [LoggerMessage(LogLevel.Information, "{At} {What} ended by {Role} from {Address}")]
    private partial void TellEnd(string at, string what, string role, string address);

    [LoggerMessage(
        LogLevel.Warning,
        "{At} wrong token at {Way} from {Address}; not looked at for {Wait} s{More}")]
    private partial void TellWrong(string at, string way, string address, double wait, string more);

    [LoggerMessage(
        LogLevel.Warning,
        "{At} refused {Status}: {Method} {Path} from {Address} as {Role}{More}")]
    private partial void TellRefusal(
        string at, int status, string method, string path, string address, string role, string more);

    private sealed class Lines
    {
        public DateTimeOffset LastAt { get; set; } = DateTimeOffset.MinValue;

        public int Unwritten { get; set; }
    }
}
