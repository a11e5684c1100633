using BulkExtractor.Models;

namespace BulkExtractor.Cli.Work;

/// <summary>Which pool file a command means.</summary>
internal static class PoolFiles
{
    private const string SimulatedPool = "simulated.yaml";

    /// <summary>The file named, else that of <c>BULK_POOL</c>, else <c>jobs/models.yaml</c>.</summary>
    public static Pool Read(FileInfo? named)
    {
        var path = named?.ToString()
            ?? Settings.Read().Pool
            ?? Path.Combine(RepositoryRoot.Jobs, "models.yaml");
        return new PoolFile(Environment.GetEnvironmentVariable, TimeProvider.System).Read(path);
    }

    /// <summary>The pool of a simulator: marked, so that its limits and batches never mix with real ones.</summary>
    public static Pool ReadSimulated(Uri address)
    {
        using var resource = typeof(PoolFiles).Assembly.GetManifestResourceStream(SimulatedPool)!;
        using var reader = new StreamReader(resource);
        var location = $"{address.ToString().TrimEnd('/')}/v1";
        var file = new PoolFile(_ => location, TimeProvider.System) { Simulated = true };
        return file.Parse(SimulatedPool, reader.ReadToEnd());
    }
}
