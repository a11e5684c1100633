using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BulkExtractor.Cli.Work;

/// <summary>The worker as a host's work: it begins when all has started, and the host ends when it has ended.</summary>
/// <remarks>So a dashboard beside it shows a drain to its end.</remarks>
internal sealed class WorkerService(
    WorkerRun worker, Task prepared, StopSignals signals, IHostApplicationLifetime host, TimeProvider clock)
    : BackgroundService
{
    /// <summary>Waits for the worker of a host that was started, and ends the host.</summary>
    /// <remarks>How the worker ended is how this ends: a host only logs it.</remarks>
    public static async Task WaitAsync(IHost host)
    {
        await host.WaitForShutdownAsync();
        await host.Services.GetRequiredService<WorkerService>().ExecuteTask!;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var begins = CancellationTokenSource.CreateLinkedTokenSource(host.ApplicationStarted, stoppingToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, begins.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stoppingToken.IsCancellationRequested) return; // something beside it could not start
        using var drain = CancellationTokenSource.CreateLinkedTokenSource(signals.Drain, stoppingToken);
        try
        {
            await prepared.WaitAsync(drain.Token);
            await worker.RunAsync(drain.Token, signals.Abort);
        }
        finally
        {
            host.StopApplication();
        }
    }
}
