using Microsoft.AspNetCore.HttpOverrides;

namespace BulkExtractor.Web.Listening;

/// <summary>What is believed of the requests that a proxy passes on.</summary>
internal static class Proxies
{
    public static void Use(WebApplication application, DashboardOptions options)
    {
        if (options.TrustedProxies.Count > 0) application.UseForwardedHeaders(Believed(options));
        // A proxy encrypts what goes on to here unencrypted.
        if (options.PublicUrl is not { } url) return;
        application.Use((context, next) =>
        {
            context.Request.Scheme = url.Scheme;
            return next(context);
        });
    }

    // Each address of the chain as long as the one that names it is trusted: the first other one is the visitor's.
    private static ForwardedHeadersOptions Believed(DashboardOptions options)
    {
        var believed = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor,
            ForwardLimit = null,
        };
        believed.KnownProxies.Clear();
        believed.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies) believed.KnownIPNetworks.Add(network);
        return believed;
    }
}
