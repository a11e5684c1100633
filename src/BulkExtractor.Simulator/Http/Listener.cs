using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BulkExtractor.Simulator.Http;

/// <summary>Builds a bare Kestrel: no configuration files, no logging, nothing to wait for.</summary>
internal static class Listener
{
    private const long LargestBody = 64 << 20;

    public static WebApplication Build(string urls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;

            // Slow answers and stalls are the point of a simulator.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));

        var application = builder.Build();
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
            application.Urls.Add(Check(url));
        return application;
    }

    private static string Check(string url)
    {
        if (!url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException($"'{url}' is no address to listen on: write http://HOST:PORT.");
        if (url.StartsWith("http://localhost:0", StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException($"'{url}': a free port needs an address: write http://127.0.0.1:0.");
        return url;
    }
}
