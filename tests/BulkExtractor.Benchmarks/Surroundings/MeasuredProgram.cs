using System.Collections.Concurrent;
using BulkExtractor.Basics;
using Npgsql;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>A build of <c>bulk</c> that is measured, and the settings of all its processes.</summary>
/// <param name="path">Its <c>bulk.dll</c>; null means the one that was built with the benchmarks.</param>
internal sealed class MeasuredProgram(string? path, IReadOnlyDictionary<string, string> settings)
{
    private readonly ConcurrentDictionary<string, MeasuredProcess> _named = [];

    /// <summary>Which build it is.</summary>
    public string Path { get; } = path is null
        ? System.IO.Path.Combine(AppContext.BaseDirectory, "bulk.dll")
        : File.Exists(path)
            ? System.IO.Path.GetFullPath(path)
            : throw new InputException($"--program {path}: there is no such file; name a bulk.dll");

    /// <summary>Where its processes run; null means the checkout.</summary>
    public string? Folder { get; init; }

    /// <summary>Starts a verb.</summary>
    public MeasuredProcess Start(params IEnumerable<string> arguments) => new(Path, settings, arguments, Folder);

    /// <summary>Starts a verb whose sessions on the database bear a name.</summary>
    /// <param name="database">Another one than that of the settings; null for theirs.</param>
    public MeasuredProcess StartAs(string name, string? database, params IEnumerable<string> arguments)
    {
        var address = new NpgsqlConnectionStringBuilder(settings["BULK_POSTGRES"]) { ApplicationName = name };
        if (database is not null) address.Database = database;
        var own = new Dictionary<string, string>(settings) { ["BULK_POSTGRES"] = address.ConnectionString };
        return _named[name] = new MeasuredProcess(Path, own, arguments, Folder);
    }

    /// <summary>The process whose sessions bear a name; null if there is none.</summary>
    public MeasuredProcess? Find(string name) => _named.GetValueOrDefault(name);

    /// <summary>Runs a verb to its end, whatever that is.</summary>
    public Task<Ended> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments) =>
        EndAsync(Start(arguments), cancellationToken);

    /// <summary>Waits for the end of a process, whatever that is.</summary>
    public static async Task<Ended> EndAsync(MeasuredProcess started, CancellationToken cancellationToken)
    {
        await using var process = started;
        await process.WaitForEndAsync(cancellationToken);
        return new Ended(process.ExitCode, process.Output, process.LastError) { WasKilled = process.WasKilled };
    }
}

/// <summary>How a process ended, and what it said.</summary>
internal sealed record Ended(int Code, string Output, string LastError)
{
    /// <summary>Whether it was this benchmark that ended it.</summary>
    public bool WasKilled { get; init; }
}
