using BulkExtractor.IntegrationTests.Acceptance;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

/// <summary>Background jobs of several processes in a database of the test's own.</summary>
public abstract class EngineTest(TestCluster cluster) : IAsyncLifetime
{
    private readonly List<JobProcess> _engines = [];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected TestDatabase Database { get; private set; } = null!;

    private protected BulkExtractor.Postgres.Database Retrying => Database.Retrying;

    public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateAsync(cluster);

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in _engines) await engine.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<JobProcess> OpenAsync(
        Script? script = null, ILoggerFactory? logs = null, Action<IServiceCollection>? add = null)
    {
        var engine = await JobProcess.OpenAsync(
            Database.DataSource,
            new PostgresJobDatabase(Retrying, Database.DataSource, TimeProvider.System),
            logs ?? NullLoggerFactory.Instance,
            services =>
            {
                services.AddSingleton(script ?? new Script());
                add?.Invoke(services);
            },
            Token);
        lock (_engines) _engines.Add(engine);
        return engine;
    }

    private protected async Task<JobProcess> StartAsync(
        Script? script = null, ILoggerFactory? logs = null, Action<IServiceCollection>? add = null)
    {
        var engine = await OpenAsync(script, logs, add);
        await engine.StartAsync(Token);
        return engine;
    }

    private protected static string Enqueue(JobProcess engine, long number) =>
        engine.Client.Enqueue<ScriptedJob>(job => job.Run(number, CancellationToken.None));

    // What Hangfire notes after a run may come a little later than the run's end.
    private protected static Task UntilAsync(string what, Func<Task<bool>> holds) => Until.TrueAsync(what, holds);

    private protected static async Task UntilCancelledAsync(
        TaskCompletionSource told, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            told.SetResult();
        }
    }
}
