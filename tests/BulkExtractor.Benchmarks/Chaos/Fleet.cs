using System.Collections.Concurrent;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>
/// Workers, each of which is started again when it was killed. One that ends by itself should not have: it is noted,
/// and a hand starts it after a while.
/// </summary>
internal sealed class Fleet(MeasuredProgram program, Log log) : IAsyncDisposable
{
    private static readonly TimeSpan UntilRestart = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan UntilHandComes = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<MeasuredProcess> _started = [];
    private readonly ConcurrentBag<Death> _deaths = [];
    private MeasuredProcess[] _workers = [];
    private Task _keeping = Task.CompletedTask;

    /// <summary>The processes that ended by themselves.</summary>
    public IReadOnlyCollection<Death> Deaths => _deaths;

    public void Start(int size)
    {
        _workers = [.. Enumerable.Range(0, size).Select(StartOne)];
        _keeping = Task.WhenAll(Enumerable.Range(0, size).Select(KeepAsync));
    }

    /// <summary>The number of a worker that is running: this one or one after it; null if none is.</summary>
    public int? FindRunning(int from) => Enumerable.Range(from, _workers.Length)
        .Select(number => number % _workers.Length)
        .Where(number => !_workers[number].HasEnded)
        .Select(number => (int?)number)
        .FirstOrDefault();

    public MeasuredProcess Worker(int number) => _workers[number];

    /// <summary>Kills a worker; the process that takes its place, as soon as it is there.</summary>
    public async Task<MeasuredProcess> KillAsync(int number, CancellationToken cancellationToken)
    {
        var killed = _workers[number];
        killed.Kill();
        while (_workers[number] == killed) await Task.Delay(UntilRestart / 2, cancellationToken);
        return _workers[number];
    }

    /// <summary>Asks all to stop, and after a while once more; how long the slowest took from there.</summary>
    /// <param name="atMost">Whoever takes longer is killed, and counts as long.</param>
    public async Task<TimeSpan> StopAsync(TimeSpan first, TimeSpan atMost, CancellationToken cancellationToken)
    {
        await EndKeepingAsync();
        var took = await Task.WhenAll(_workers.Where(worker => !worker.HasEnded)
            .Select(worker => worker.StopTwiceAsync(first, atMost, cancellationToken)));
        return took.DefaultIfEmpty().Max();
    }

    public async ValueTask DisposeAsync()
    {
        await EndKeepingAsync();
        foreach (var process in _started) await process.DisposeAsync();
        _stop.Dispose();
    }

    private MeasuredProcess StartOne(int number)
    {
        var process = program.StartAs($"worker {number}.{_started.Count}", null, "worker");
        _started.Add(process);
        return process;
    }

    private async Task KeepAsync(int number)
    {
        while (true)
        {
            var worker = _workers[number];
            await worker.WaitForEndAsync(_stop.Token);
            var wasEnded = worker.WasKilled || worker.WasAsked;
            if (!wasEnded) Note(number, worker);
            await Task.Delay(wasEnded ? UntilRestart : UntilHandComes, _stop.Token);
            _workers[number] = StartOne(number);
        }
    }

    private void Note(int number, MeasuredProcess worker)
    {
        var death = new Death(worker.Age, worker.ExitCode, worker.LastError);
        _deaths.Add(death);
        log.Say($"worker {number} {death}");
    }

    private async Task EndKeepingAsync()
    {
        await _stop.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
