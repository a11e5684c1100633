using BulkExtractor.Basics;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>A build of <c>bulk</c> that is measured, and the settings of all its processes.</summary>
/// <param name="path">Its <c>bulk.dll</c>; null means the one that was built with the benchmarks.</param>
internal sealed class MeasuredProgram(string? path, IReadOnlyDictionary<string, string> settings)
{
    /// <summary>Which build it is.</summary>
    public string Path { get; } = path is null
        ? System.IO.Path.Combine(AppContext.BaseDirectory, "bulk.dll")
        : File.Exists(path)
            ? System.IO.Path.GetFullPath(path)
            : throw new InputException($"--program {path}: there is no such file; name a bulk.dll");

    /// <summary>Starts a verb.</summary>
    public MeasuredProcess Start(params IEnumerable<string> arguments) => new(Path, settings, arguments);

    /// <summary>Runs a verb to its end, whatever that is.</summary>
    public async Task<Ended> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        await using var process = Start(arguments);
        await process.WaitForEndAsync(cancellationToken);
        return new Ended(process.ExitCode, process.Output, process.LastError);
    }
}

/// <summary>How a process ended, and what it said.</summary>
internal sealed record Ended(int Code, string Output, string LastError);
