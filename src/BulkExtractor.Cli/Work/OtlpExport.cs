using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BulkExtractor.Cli.Work;

/// <summary>Sends traces, metrics and logs to a collector, if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one.</summary>
/// <remarks>All else is OpenTelemetry's: the usual variables for protocol, headers, names and sampling hold.</remarks>
internal sealed class OtlpExport : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    private OtlpExport()
    {
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddSource(Telemetry.Name)
            .AddNpgsql()
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddMeter(Telemetry.Name)
            .AddNpgsqlInstrumentation()
            .AddOtlpExporter()
            .Build();
    }

    public static bool IsWanted => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Endpoint));

    /// <summary>Begins to send; null when nobody listens.</summary>
    public static OtlpExport? Start() => IsWanted ? new OtlpExport() : null;

    /// <summary>Sends logs too, with their batch, chunks and trace as fields of their own.</summary>
    public static void AddTo(ILoggingBuilder logging) => logging.AddOpenTelemetry(logs => logs
        .SetResourceBuilder(Resource())
        .AddOtlpExporter());

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    // OTEL_SERVICE_NAME wins over our own name for it.
    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService("bulk", serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}")
        .AddEnvironmentVariableDetector();
}
