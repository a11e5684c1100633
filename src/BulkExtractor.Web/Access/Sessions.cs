using System.Buffers.Text;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using BulkExtractor.Access;

namespace BulkExtractor.Web.Access;

/// <summary>Sessions and their cookies: 256 random bits, of which the database knows the hash.</summary>
internal sealed class Sessions(ISessionStore store, AccessTokens tokens, AccessCookies cookies, AccessLog log)
{
    private const int IdSize = 32;
    private const int LongestBrowser = 200;

    /// <summary>Opens one, with an id that nobody had before, instead of the one that the browser had.</summary>
    public async Task OpenAsync(HttpContext context, string role)
    {
        await ForgetAsync(context);
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdSize));
        var number = await store.OpenAsync(
            new OpenedSession(
                HashOf(id), tokens.MarkOf(role), role, $"{context.Connection.RemoteIpAddress}", BrowserOf(context)),
            context.RequestAborted);
        context.Response.Cookies.Append(cookies.Session, id, cookies.Options);
        log.SignedIn(context, role, number);
    }

    /// <summary>The session whose cookie came with a request; null when there is none that goes on.</summary>
    public async Task<Session?> FindAsync(HttpContext context) => IdIn(context) is { } id
        ? await store.FindAsync(HashOf(id), tokens.Marks, IsByHand(context.Request), context.RequestAborted)
        : null;

    /// <summary>The sessions that somebody may see.</summary>
    public Task<IReadOnlyList<Session>> ListAsync(ClaimsPrincipal somebody, CancellationToken cancellationToken) =>
        store.ListAsync(tokens.MarksFor(somebody), cancellationToken);

    /// <summary>Whether somebody may still be answered; who has no session is asked at each request.</summary>
    public async Task<bool> GoesOnAsync(ClaimsPrincipal somebody, CancellationToken cancellationToken) =>
        NumberOf(somebody) is not { } number || await store.GoesOnAsync(number, tokens.Marks, cancellationToken);

    /// <summary>Ends the session of a request.</summary>
    public async Task CloseAsync(HttpContext context)
    {
        await ForgetAsync(context);
        context.Response.Cookies.Delete(cookies.Session, cookies.Options);
        log.Ended(context, $"session {NumberOf(context.User)}");
    }

    /// <summary>Ends one of the sessions that somebody may see.</summary>
    public async Task EndAsync(HttpContext context, long session)
    {
        if (await store.EndAsync(session, tokens.MarksFor(context.User), context.RequestAborted))
            log.Ended(context, $"session {session}");
    }

    /// <summary>Ends all sessions that somebody may see, their own, too.</summary>
    public async Task EndAllAsync(HttpContext context)
    {
        var ended = await store.EndAllAsync(tokens.MarksFor(context.User), context.RequestAborted);
        context.Response.Cookies.Delete(cookies.Session, cookies.Options);
        log.Ended(context, $"{ended} sessions");
    }

    /// <summary>The number of somebody's session; null for those who have none.</summary>
    public static long? NumberOf(ClaimsPrincipal somebody) =>
        somebody.FindFirstValue(ClaimTypes.NameIdentifier) is { } number
            ? long.Parse(number, CultureInfo.InvariantCulture)
            : null;

    private async Task ForgetAsync(HttpContext context)
    {
        if (IdIn(context) is not { } id) return;
        if (await store.FindAsync(HashOf(id), tokens.Marks, inUse: false, context.RequestAborted) is { } session)
            await store.EndAsync(session.SessionId, tokens.Marks, context.RequestAborted);
    }

    // What was never handed out is not looked for.
    private string? IdIn(HttpContext context) =>
        context.Request.Cookies.TryGetValue(cookies.Session, out var id)
        && id.Length == Base64Url.GetEncodedLength(IdSize)
            ? id
            : null;

    private static byte[] HashOf(string id) => SHA256.HashData(Encoding.UTF8.GetBytes(id));

    // A page that refreshes itself keeps no session alive, what is typed and checked meanwhile does; browsers say what
    // they ask for.
    private static bool IsByHand(HttpRequest request) =>
        request.Headers["Sec-Fetch-Dest"] != "empty" || HttpMethods.IsPost(request.Method);

    private static string BrowserOf(HttpContext context)
    {
        var told = context.Request.Headers.UserAgent.ToString();
        return told.Length > LongestBrowser ? told[..LongestBrowser] : told;
    }
}
