using System.Runtime.InteropServices;

namespace BulkExtractor.Benchmarks.Figures;

/// <summary>Where the figures are from.</summary>
/// <param name="Load">The one-minute load before the run; null where the system does not tell.</param>
internal sealed record Machine(int Cores, string Processor, string System, string Runtime, double? Load)
{
    public static Machine Read() => new(
        Environment.ProcessorCount,
        ProcessorName() ?? RuntimeInformation.ProcessArchitecture.ToString(),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        ReadLoad());

    private static string? ProcessorName() => !File.Exists("/proc/cpuinfo")
        ? null
        : File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':', 2)[1].Trim();

    private static double? ReadLoad() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0]) : null;
}
