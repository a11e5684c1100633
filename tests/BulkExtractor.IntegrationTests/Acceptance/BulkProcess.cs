using System.Diagnostics;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>The real program as a real process; whoever lets go of it kills it.</summary>
internal sealed class BulkProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _pumps;

    private BulkProcess(Process process, bool feeds)
    {
        _process = process;
        if (!feeds) process.StandardInput.Close();
        _pumps = Task.WhenAll(Output.ReadAsync(process.StandardOutput), Errors.ReadAsync(process.StandardError));
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public LineLog Output { get; } = new();

    public LineLog Errors { get; } = new();

    /// <summary>Its standard input, where it was asked for.</summary>
    public StreamWriter Input => _process.StandardInput;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="settings">Environment variables; those of the tests' own surroundings do not get through.</param>
    /// <param name="feeds">Whether the test writes to its standard input.</param>
    /// <param name="folder">Its working folder; null means the tests' own.</param>
    public static BulkProcess Start(
        IReadOnlyDictionary<string, string?> settings,
        IEnumerable<string> arguments,
        bool feeds = false,
        string? folder = null)
    {
        var start = new ProcessStartInfo("dotnet", [TestedProgram.Path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        string[] surroundings = ["BULK_POSTGRES", "BULK_DATA", "BULK_POOL", "OPENROUTER_API_KEY", "LOCALAI_ADDRESS"];
        foreach (var name in surroundings) start.Environment.Remove(name);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new BulkProcess(Process.Start(start)!, feeds);
    }

    /// <summary>How it ended, with all it said; a process that takes too long fails the test.</summary>
    public async Task<Ended> EndAsync(TimeSpan? atMost = null)
    {
        var deadline = atMost ?? TimeSpan.FromSeconds(60);
        try
        {
            await _process.WaitForExitAsync(Token).WaitAsync(deadline, Token);
            await _pumps.WaitAsync(deadline, Token);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The program has not ended after {deadline.TotalSeconds} s.\n{Output.Text}\n{Errors.Text}");
        }

        return new Ended(_process.ExitCode, Output.Text, Errors.Text);
    }

    /// <summary>What <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(Token);
    }

    /// <summary>What <c>kill</c> does.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>What <c>kill -STOP</c> does: it stands still, and all that it holds stays its.</summary>
    public Task StopAsync() => SignalAsync("STOP");

    /// <summary>What <c>kill -CONT</c> does.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        await kill.WaitForExitAsync(Token);
        Assert.Equal(0, kill.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}

/// <summary>How a process ended, and what it said.</summary>
internal sealed record Ended(int Code, string Output, string Errors)
{
    /// <summary>This, if the exit code is the expected one.</summary>
    public Ended With(int code)
    {
        Assert.True(Code == code, $"Exit code {Code} instead of {code}.\nstdout: {Output}\nstderr: {Errors}");
        return this;
    }
}
