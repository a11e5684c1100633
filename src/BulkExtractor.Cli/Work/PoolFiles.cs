using BulkExtractor.Catalog;

namespace BulkExtractor.Cli.Work;

/// <summary>Which pool file a command means.</summary>
internal static class PoolFiles
{
    private const string SimulatedPool = "simulated.yaml";

    /// <summary>The file named, else that of <c>BULK_POOL</c>, else <c>jobs/models.yaml</c>.</summary>
    public static Pool Read(FileInfo? named)
    {
        var path = named?.ToString()
            ?? Environment.GetEnvironmentVariable("BULK_POOL")
            ?? Path.Combine(Checkout.Jobs, "models.yaml");
        if (!File.Exists(path)) throw new InputException($"there is no pool file {path}");
        return PoolFile.Read(File.ReadAllText(path), path, Environment.GetEnvironmentVariable, TimeProvider.System);
    }

    /// <summary>The pool of a simulator: marked, so that its limits and batches never mix with real ones.</summary>
    public static Pool ReadSimulated(Uri address)
    {
        using var resource = typeof(PoolFiles).Assembly.GetManifestResourceStream(SimulatedPool)!;
        using var reader = new StreamReader(resource);
        var pool = PoolFile.Read(
            reader.ReadToEnd(),
            SimulatedPool,
            name => name == "SIMULATOR_ADDRESS" ? $"{address.ToString().TrimEnd('/')}/v1" : null,
            TimeProvider.System);
        var accounts = pool.Accounts.ToDictionary(account => account, account => account with { Simulated = true });
        return pool with
        {
            Accounts = [.. accounts.Values],
            Models = [.. pool.Models.Select(model => model with { Account = accounts[model.Account] })],
        };
    }
}
