using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Cli.Terminals;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Forecast;
using BulkExtractor.Limits;
using BulkExtractor.Pipeline;
using BulkExtractor.Postgres;
using BulkExtractor.Postgres.Embedded;
using BulkExtractor.Schedules;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.Cli.Work;

/// <summary>A database that is ready for work, and everything that stands on it.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly NpgsqlDataSource _source;
    private readonly HttpClient _pictures = PictureFetch.CreateHttpClient();
    private readonly OtlpExport? _otlp = OtlpExport.Start();

    private Workplace(PostgresServer server, NpgsqlDataSource source, Settings settings, ILoggerFactory loggers)
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
        Memory = new PostgresPackMemory(Database);
        Workers = new PostgresWorkerRegistry(Database);
        Requests = new PostgresJobRequests(Database);
        Days = new PostgresDays(Database);
        Rates = new PostgresModelRates(Database);
        Waste = new PostgresWaste(Database);
        Outlooks = OutlooksOf(settings.Pipeline);
        Deadlines = new Deadlines(new PostgresDeadlineStore(Database), Store, Outlooks, Clock);
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

    public PostgresJobRequests Requests { get; }

    public PostgresModelRates Rates { get; }

    public PostgresDays Days { get; }

    public PostgresWaste Waste { get; }

    public Outlooks Outlooks { get; }

    public Deadlines Deadlines { get; }

    public IRunStore Runs { get; }

    public IInboxFileStore InboxFiles { get; }

    public PostgresHistory History { get; }

    public PostgresReviews Reviews { get; }

    public PostgresSentinelStore Sentinels { get; }

    /// <summary>What workers learned of models.</summary>
    public PostgresPackMemory Memory { get; }

    /// <summary>Finds or starts PostgreSQL and brings the database up to date.</summary>
    public static Task<Workplace> OpenAsync(Terminal terminal, CancellationToken cancellationToken) =>
        OpenAsync(terminal, null, cancellationToken);

    /// <summary>Finds or starts PostgreSQL and brings a database of it up to date.</summary>
    /// <param name="database">Another database than that of ordinary batches; null means theirs.</param>
    public static async Task<Workplace> OpenAsync(
        Terminal terminal, string? database, CancellationToken cancellationToken)
    {
        var settings = Settings.Read();
        var server = await PostgresServer.FindAsync(ServerOf(settings), TimeProvider.System, cancellationToken);
        var source = Database.CreateSource(await server.EnsureDatabaseAsync(database, cancellationToken));
        await Migrations.ApplyAsync(source, cancellationToken);
        return new Workplace(server, source, settings, Logging.Create(terminal));
    }

    /// <summary>Background jobs to ask for; none runs in this process until they are started.</summary>
    public Task<IBackgroundJobsEngine> OpenBackgroundJobsAsync(CancellationToken cancellationToken) =>
        OpenBackgroundJobsAsync(Works(), cancellationToken);

    /// <summary>Background jobs with the kinds of work that this process can do.</summary>
    public Task<IBackgroundJobsEngine> OpenBackgroundJobsAsync(
        IReadOnlyCollection<IBackgroundWork> works, CancellationToken cancellationToken) =>
        BackgroundJobsEngine.OpenAsync(_source, works, Loggers, cancellationToken);

    /// <summary>The kinds of work that need nothing but the database.</summary>
    public List<IBackgroundWork> Works() =>
    [
        Split,
        Noted(new Housekeeping(Ledger, new PostgresExpiredTexts(Database), Sentinels, Memory)),
        Noted(new Leftovers(new PostgresLeftoverStore(Database), Store, Outlooks, Split)),
        Noted(new ExportWork(InboxFiles, Store)),
    ];

    private IBackgroundWork Split =>
        Noted(new SplitWork(new PostgresSplitStore(Database), new PictureFetch(_pictures, Clock)));

    public async Task<BatchProgress> FindBatchAsync(long batchId, CancellationToken cancellationToken) =>
        await Store.FindAsync(batchId, cancellationToken)
        ?? throw new InputException($"there is no batch {batchId}; 'bulk status' lists them");

    /// <summary>The same work, with a note of each run.</summary>
    public IBackgroundWork Noted(IBackgroundWork work) => new NotedWork(work, History.Notes);

    private Outlooks OutlooksOf(PipelineOptions pipeline)
    {
        var history = new PostgresBatchHistory(Database);
        var pools = new PoolFile(Environment.GetEnvironmentVariable, Clock);
        return new Outlooks(Store, history, Memory, new Capacities(Ledger, history, pipeline.Parallelism), pools, Clock);
    }

    private static PostgresOptions ServerOf(Settings settings) =>
        new(new EmbeddedOptions(Checkout.Folder) { DataFolder = settings.Data })
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
