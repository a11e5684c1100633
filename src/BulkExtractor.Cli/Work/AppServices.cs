using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Hangfire;
using BulkExtractor.Models;
using BulkExtractor.Notices;
using BulkExtractor.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace BulkExtractor.Cli.Work;

/// <summary>A database that is ready for work, and the services that stand on it.</summary>
internal sealed class AppServices : IAsyncDisposable
{
    // Commands are answered, or told why not; only who follows a batch, and services, wait for the database.
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Settings _settings;
    private readonly ServiceProvider _services;

    private AppServices(OpenDatabase database, Settings settings, Terminal terminal)
    {
        (Database, _settings) = (database, settings);
        _services = Add(new ServiceCollection(), terminal).BuildServiceProvider();
    }

    /// <summary>The database that they stand on.</summary>
    public OpenDatabase Database { get; }

    /// <summary>Which server it is, in words.</summary>
    public string Server => Database.Where;

    public IBatchStore Batches => Get<IBatchStore>();

    /// <summary>Finds or starts PostgreSQL and brings a database of it up to date.</summary>
    /// <param name="database">Another database than that of ordinary batches; null means theirs.</param>
    public static async Task<AppServices> OpenAsync(
        Terminal terminal, CancellationToken cancellationToken, string? database = null)
    {
        var settings = Settings.Read();
        var found = await settings.FindDatabaseAsync(terminal, Patience, cancellationToken, database);
        try
        {
            await found.PrepareAsync(cancellationToken);
            // What evaluations do in a database of their own is told to nobody outside.
            if (database is not null) settings = settings with { Notices = NoticeSettings.Silent };
            return new AppServices(found, settings, terminal);
        }
        catch
        {
            await found.DisposeAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Background jobs to ask for; they run where a worker is.</summary>
    public async Task<IBackgroundJobs> OpenBackgroundJobsAsync(CancellationToken cancellationToken)
    {
        await Get<HangfireEngine>().OpenAsync(cancellationToken);
        return Get<IBackgroundJobs>();
    }

    /// <summary>Works on one batch in this process until told to drain.</summary>
    public async Task WorkAsync(Pool pool, long batchId, CancellationToken drain, CancellationToken abort)
    {
        await using var services = Add(new ServiceCollection(), Get<Terminal>())
            .AddSingleton(Database.WaitForever())
            .AddWorker(pool, batchId)
            .BuildServiceProvider();
        await services.GetRequiredService<WorkerRun>().RunAsync(drain, abort);
    }

    private IServiceCollection Add(IServiceCollection services, Terminal terminal) =>
        services.AddBulkExtractor(Database, _settings, terminal);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
