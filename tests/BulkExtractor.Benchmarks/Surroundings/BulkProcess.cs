using System.Diagnostics;
using System.Globalization;
using BulkExtractor.Basics;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>A <c>bulk</c> process, killed at the end if it still runs.</summary>
internal sealed class BulkProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private long _peak;

    private BulkProcess(Process process)
    {
        _process = process;
        _process.StandardInput.Close();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a verb on a database.</summary>
    public static BulkProcess Start(string? database, params IEnumerable<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "bulk.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (database is not null) start.Environment["BULK_POSTGRES"] = database;
        return new BulkProcess(Process.Start(start)!);
    }

    /// <summary>Runs a verb to its end; what it wrote.</summary>
    public static async Task<string> RunAsync(
        string database, CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        await using var process = Start(database, arguments);
        return await process.ReadToEndAsync(cancellationToken);
    }

    /// <summary>Runs a verb to its end, from the start of the process on.</summary>
    public static async Task<ProcessRun> MeasureAsync(
        string database, CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        await using var process = Start(database, arguments);
        var watching = process.WatchMemoryAsync(cancellationToken);
        await process.ReadToEndAsync(cancellationToken);
        var took = TimeProvider.System.GetElapsedTime(startedAt);
        await watching;
        return new ProcessRun(took, process._peak / 1_000_000d);
    }

    /// <summary>The next line that it writes.</summary>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken)
        ?? throw new InputException($"bulk ended early: {await _errors}");

    /// <summary>All that it writes until it ends well.</summary>
    public async Task<string> ReadToEndAsync(CancellationToken cancellationToken)
    {
        var output = _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        if (_process.ExitCode != 0) throw new InputException($"bulk ended with {_process.ExitCode}: {await _errors}");
        return await output;
    }

    /// <summary>The most memory it had so far, in bytes; 0 while it is being started and once it has ended.</summary>
    public long ReadPeak()
    {
        try
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ')[^2], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // Notes the memory again and again until the process ends.
    private async Task WatchMemoryAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!_process.HasExited && await timer.WaitForNextTickAsync(cancellationToken))
        {
            _peak = Math.Max(_peak, ReadPeak());
        }
    }
}

/// <summary>A process that ran to its end.</summary>
/// <param name="Megabytes">The most memory it had; 0 where the system does not tell.</param>
internal sealed record ProcessRun(TimeSpan Took, double Megabytes);
