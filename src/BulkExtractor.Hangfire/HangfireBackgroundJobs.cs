using BulkExtractor.BackgroundJobs;
using Hangfire;
using Hangfire.PostgreSql;
using Microsoft.Extensions.Logging;
using Npgsql;
using BackgroundJob = BulkExtractor.BackgroundJobs.BackgroundJob;

namespace BulkExtractor.Hangfire;

/// <summary>Background jobs in Hangfire's PostgreSQL store, shared by all processes of a database.</summary>
public sealed class HangfireBackgroundJobs : IBackgroundJobsEngine
{
    private readonly PostgreSqlStorage _storage;
    private readonly WorkRuns _runs;
    private readonly OnceJobs _once;
    private readonly RecurringJobs _recurring;
    private BackgroundJobServer? _server;

    private HangfireBackgroundJobs(
        PostgreSqlStorage storage, IReadOnlyCollection<IBackgroundWork> works, TakeTurn takeTurn, ILoggerFactory logs)
    {
        (_storage, Logs) = (storage, logs);
        _once = new OnceJobs(storage, new BackgroundJobClient(storage), TimeProvider.System);
        _runs = new WorkRuns(works, _once, takeTurn, logs.CreateLogger<HangfireBackgroundJobs>());
        _recurring = new RecurringJobs(storage);
    }

    /// <summary>The store, for its dashboard.</summary>
    public JobStorage Storage => _storage;

    internal ILoggerFactory Logs { get; }

    /// <summary>Joins the background jobs of a database; runs none before <see cref="StartAsync"/>.</summary>
    public static Task<HangfireBackgroundJobs> OpenAsync(
        NpgsqlDataSource source,
        IReadOnlyCollection<IBackgroundWork> works,
        TakeTurn takeTurn,
        ILoggerFactory logs)
    {
        HangfireSetup.Configure(GlobalConfiguration.Configuration, logs);
        return Task.Run(() => new HangfireBackgroundJobs(HangfireSetup.Open(source), works, takeTurn, logs));
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _server ??= new BackgroundJobServer(HangfireSetup.Server(_runs), _storage);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken abort)
    {
        if (_server is not { } server) return;
        _server = null;
        server.SendStop();
        await _runs.StopAsync(abort);
        await server.WaitForShutdownAsync(CancellationToken.None);
        server.Dispose();
    }

    /// <inheritdoc/>
    public Task RunOnceAsync(BackgroundJob job, DateTimeOffset? at, CancellationToken cancellationToken) =>
        Task.Run(() => _once.Ask(job, at), cancellationToken);

    /// <inheritdoc/>
    public Task RunOnCronAsync(
        BackgroundJob job, string cron, TimeZoneInfo timeZone, CancellationToken cancellationToken) =>
        Task.Run(() => _recurring.Set(job, cron, timeZone), cancellationToken);

    /// <inheritdoc/>
    public Task CancelAsync(string id, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _recurring.Remove(id);
            _once.Cancel(id);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BackgroundJobState>> ListAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            IReadOnlyList<BackgroundJobState> states = [.. _recurring.List(), .. _once.List()];
            return (IReadOnlyList<BackgroundJobState>)[.. states.OrderBy(state => state.Job.Id)];
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        _runs.Dispose();
    }
}
