using System.Diagnostics;
using System.Text;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>A process of the measured program, with what it said; killed at the end if it still runs.</summary>
internal sealed class MeasuredProcess : IAsyncDisposable
{
    private const string Complaint = "bulk: ";

    // What the program might find in the surroundings of whoever measures it.
    private static readonly string[] Foreign =
        ["BULK_POSTGRES", "BULK_DATA", "BULK_POOL", "BULK_TOKEN", "OPENROUTER_API_KEY", "LOCALAI_ADDRESS"];

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Task _pumps;
    private bool _isDisposed;

    /// <param name="folder">Where it runs; null means the checkout.</param>
    public MeasuredProcess(
        string program, IReadOnlyDictionary<string, string> settings, IEnumerable<string> arguments, string? folder)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Workspace.Checkout,
        };
        foreach (var name in Foreign) start.Environment.Remove(name);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        StartedAt = TimeProvider.System.GetUtcNow();
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _pumps = Task.WhenAll(
            ReadAsync(_process.StandardOutput, _output), ReadAsync(_process.StandardError, _errors));
    }

    public DateTimeOffset StartedAt { get; }

    /// <summary>The time since its start.</summary>
    public TimeSpan Age => TimeProvider.System.GetUtcNow() - StartedAt;

    /// <summary>Whether it was <see cref="Kill"/> that ended it.</summary>
    public bool WasKilled { get; private set; }

    /// <summary>Whether it was asked to stop.</summary>
    public bool WasAsked { get; private set; }

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it said on stdout so far.</summary>
    public string Output => TextOf(_output);

    /// <summary>The last line of stderr; of a stack trace the line before it, which says what happened.</summary>
    public string LastError
    {
        get
        {
            var lines = TextOf(_errors).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return lines.LastOrDefault(line => line.StartsWith(Complaint, StringComparison.Ordinal))
                ?? lines.LastOrDefault()
                ?? "without a word";
        }
    }

    public async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _pumps.WaitAsync(cancellationToken);
    }

    /// <summary>How long it still runs; null if that is longer than a bound.</summary>
    public async Task<TimeSpan?> WaitForEndAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var from = TimeProvider.System.GetTimestamp();
        try
        {
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(atMost, cancellationToken);
            return TimeProvider.System.GetElapsedTime(from);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>How long after the start something holds; null if the process ends or that takes too long.</summary>
    public async Task<TimeSpan?> WaitUntilAsync(
        Func<Task<bool>> holds, TimeSpan atMost, CancellationToken cancellationToken)
    {
        while (!HasEnded && Age < atMost)
        {
            if (await holds()) return Age;
            await Task.Delay(LookInterval, cancellationToken);
        }

        return null;
    }

    /// <summary>Ends it as a power cut would; one that is over and done with stays so.</summary>
    public void Kill()
    {
        if (_isDisposed) return;
        WasKilled |= !HasEnded;
        _process.Kill();
    }

    /// <summary>Sends it a signal, such as TERM, STOP or CONT, unless it has ended.</summary>
    public async Task SignalAsync(string name)
    {
        if (HasEnded) return;
        WasAsked |= name == "TERM";
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks it to stop, and after a while once more; how long it took from its last signal on.</summary>
    /// <param name="atMost">If it takes longer, it is killed.</param>
    public async Task<TimeSpan> StopTwiceAsync(
        TimeSpan first, TimeSpan atMost, CancellationToken cancellationToken)
    {
        await SignalAsync("TERM");
        if (await WaitForEndAsync(first, cancellationToken) is { } drained) return drained;
        await SignalAsync("TERM");
        if (await WaitForEndAsync(atMost, cancellationToken) is { } ended) return ended;
        Kill();
        return atMost;
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasEnded) Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _pumps;
        _isDisposed = true;
        _process.Dispose();
    }

    private static async Task ReadAsync(StreamReader lines, StringBuilder text)
    {
        while (await lines.ReadLineAsync(CancellationToken.None) is { } line)
        {
            lock (text) text.Append(line).Append('\n');
        }
    }

    private static string TextOf(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}
