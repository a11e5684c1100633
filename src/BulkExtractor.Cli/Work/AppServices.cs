using BulkExtractor.BackgroundJobs;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Cli.Terminals;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Forecasting;
using BulkExtractor.Hangfire;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using BulkExtractor.Postgres;
using BulkExtractor.Postgres.Embedded;
using BulkExtractor.Schedules;
using BulkExtractor.Submissions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.Cli.Work;

/// <summary>A database that is ready for work, and everything that stands on it.</summary>
internal sealed class AppServices : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly NpgsqlDataSource _source;
    private readonly HttpClient _pictures = PictureFetch.CreateHttpClient();
    private readonly OtlpExport? _otlp = OtlpExport.Start();

    private AppServices(PostgresServer server, NpgsqlDataSource source, Settings settings, ILoggerFactory loggers)
    {
        (_server, _source, Settings, Loggers) = (server, source, settings, loggers);
        Database = new Database(source, Clock, loggers.CreateLogger<Database>())
        {
            Revive = server.Embedded is { } embedded ? embedded.ReviveAsync : null,
        };
        Store = new PostgresBatchStore(Database, source);
        Queue = new PostgresChunkQueue(Database);
        Ledger = new PostgresPermitLedger(Database);
        Sentinels = new PostgresSentinelStore(Database);
        Memory = new PostgresPackStatsStore(Database);
        Workers = new PostgresWorkerRegistry(Database);
        Splits = new PostgresSplitStore(Database);
        Days = new PostgresDays(Database);
        Rates = new PostgresModelRates(Database);
        Waste = new PostgresWaste(Database);
        Outlooks = OutlooksOf(settings.Pipeline);
        Deadlines = new DeadlineWatch(new PostgresDeadlineStore(Database), Store, Outlooks, Clock);
        Runs = new PostgresRunStore(Database);
        InboxFiles = new PostgresInboxFileStore(Database);
        History = new PostgresHistory(Database);
        Reviews = new PostgresReviews(Database);
    }

    public TimeProvider Clock { get; } = TimeProvider.System;

    public Settings Settings { get; }

    public ILoggerFactory Loggers { get; }

    public Database Database { get; }

    /// <summary>Which server it is, in words.</summary>
    public string Server => _server.Where;

    public PostgresBatchStore Store { get; }

    public IChunkQueue Queue { get; }

    public IPermitLedger Ledger { get; }

    public IWorkerRegistry Workers { get; }

    public ISplitStore Splits { get; }

    public PostgresModelRates Rates { get; }

    public PostgresDays Days { get; }

    public PostgresWaste Waste { get; }

    public ForecastService Outlooks { get; }

    public DeadlineWatch Deadlines { get; }

    public IRunStore Runs { get; }

    public IInboxFileStore InboxFiles { get; }

    public PostgresHistory History { get; }

    public PostgresReviews Reviews { get; }

    public PostgresSentinelStore Sentinels { get; }

    /// <summary>What workers learned of models.</summary>
    public PostgresPackStatsStore Memory { get; }

    /// <summary>Finds or starts PostgreSQL and brings the database up to date.</summary>
    public static Task<AppServices> OpenAsync(Terminal terminal, CancellationToken cancellationToken) =>
        OpenAsync(terminal, null, cancellationToken);

    /// <summary>Finds or starts PostgreSQL and brings a database of it up to date.</summary>
    /// <param name="database">Another database than that of ordinary batches; null means theirs.</param>
    public static async Task<AppServices> OpenAsync(
        Terminal terminal, string? database, CancellationToken cancellationToken)
    {
        var settings = Settings.Read();
        var server = await PostgresServer.FindAsync(ServerOf(settings), TimeProvider.System, cancellationToken);
        var source = Database.CreateSource(await server.EnsureDatabaseAsync(database, cancellationToken));
        await Migrations.ApplyAsync(source, cancellationToken);
        return new AppServices(server, source, settings, Logging.Create(terminal));
    }

    /// <summary>What background jobs need of the database.</summary>
    public IJobDatabase Jobs => new PostgresJobDatabase(Database, _source);

    /// <summary>What fetches pictures.</summary>
    public PictureFetch Pictures => new(_pictures, Clock);

    /// <summary>Background jobs to ask for; they run in this process when it is a worker.</summary>
    /// <param name="addUseCases">What the jobs do; null where they are only asked for.</param>
    public Task<HangfireEngine> OpenBackgroundJobsAsync(
        CancellationToken cancellationToken, Action<IServiceCollection>? addUseCases = null) =>
        HangfireEngine.OpenAsync(_source, Jobs, Loggers, addUseCases, cancellationToken);

    public async Task<BatchProgress> FindBatchAsync(long batchId, CancellationToken cancellationToken) =>
        await Store.FindAsync(batchId, cancellationToken)
        ?? throw new InputException($"there is no batch {batchId}; 'bulk status' lists them");

    private ForecastService OutlooksOf(PipelineOptions pipeline)
    {
        var history = new PostgresBatchHistory(Database);
        var pools = new PoolFile(Environment.GetEnvironmentVariable, Clock);
        var capacities = new AccountCapacities(Ledger, history, pipeline.Parallelism);
        return new ForecastService(Store, history, Memory, capacities, pools, Clock);
    }

    private static PostgresOptions ServerOf(Settings settings) =>
        new(new EmbeddedOptions(RepositoryRoot.Folder) { DataFolder = settings.Data })
        {
            ConnectionString = settings.Postgres,
        };

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _server.DisposeAsync();
        _pictures.Dispose();
        Loggers.Dispose();
        _otlp?.Dispose();
    }
}
