using System.Security.Cryptography;
using System.Text;

namespace BulkExtractor.Web.Access;

/// <summary>The cookies of this server, which browsers send to nobody else.</summary>
internal sealed class AccessCookies
{
    // Browsers take such a cookie only from this very host, and over https.
    private const string OfThisHost = "__Host-";

    public AccessCookies(DashboardOptions options)
    {
        var prefix = options.IsSecure ? OfThisHost : "";
        // Cookies do not know ports: two servers on one machine must not take each other's. Those behind one name do.
        var server = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(options.PublicUrl?.Authority ?? options.Urls)))[..8];
        (Session, Form) = ($"{prefix}bulk-{server}", $"{prefix}bulk-form-{server}");
        Options = new CookieOptions
        {
            HttpOnly = true,
            Secure = options.IsSecure,
            SameSite = SameSiteMode.Strict,
            Path = "/",
        };
    }

    public string Session { get; }

    public string Form { get; }

    public CookieOptions Options { get; }
}
