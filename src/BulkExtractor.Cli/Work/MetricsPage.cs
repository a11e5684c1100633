using BulkExtractor.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BulkExtractor.Cli.Work;

/// <summary>The metrics of this process for Prometheus, which comes for them.</summary>
internal static class MetricsPage
{
    private const string Path = "/metrics";

    public static IServiceCollection AddMetricsPage(this IServiceCollection services) =>
        services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .AddMeter(Telemetry.Name)
            .AddNpgsqlInstrumentation()
            .AddPrometheusExporter()
            .Build());

    /// <summary>Lets those see them who may look.</summary>
    public static void MapMetricsPage(this WebApplication server) =>
        server.MapPrometheusScrapingEndpoint(Path).RequireAuthorization(DashboardServer.LookPolicy);
}
