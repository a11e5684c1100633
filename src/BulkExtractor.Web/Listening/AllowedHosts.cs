using System.Net;

namespace BulkExtractor.Web.Listening;

/// <summary>
/// Refuses requests for another name than this server's: another site's name may be made to lead here, and its pages
/// would then be allowed to read what is here.
/// </summary>
internal sealed class AllowedHosts(DashboardOptions options)
{
    private readonly HashSet<string> _names = new(
        [.. ListenAddresses.ListHosts(options), options.PublicUrl?.Host ?? "localhost", "localhost"],
        StringComparer.OrdinalIgnoreCase);

    public Task CheckAsync(HttpContext context, RequestDelegate next) => Allows(context.Request.Host)
        ? next(context)
        : Failures.RefuseAsync(
            context, StatusCodes.Status400BadRequest, "This server has another name",
            "Name it with --public-url, or use its number.");

    /// <summary>Whether it may be called so: only a name with a dot can be another site's.</summary>
    internal bool Allows(HostString host)
    {
        var name = host.Host.TrimEnd('.');
        if (name.Length == 0 || _names.Contains(name)) return true;
        if (IPAddress.TryParse(name.Trim('[', ']'), out var number)) return MayBe(number);
        return options.Token is not null && !name.Contains('.', StringComparison.Ordinal);
    }

    // Without a token only this machine may come in, and its numbers are known.
    private bool MayBe(IPAddress number) => options.Token is not null || IPAddress.IsLoopback(number);
}
