using BulkExtractor.Access;
using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Notices;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;
using BulkExtractor.Quality;
using BulkExtractor.Review;
using BulkExtractor.Schedules;
using BulkExtractor.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace BulkExtractor.Postgres;

/// <summary>Adds the stores of a database to a program's services.</summary>
public static class PostgresServices
{
    /// <summary>Adds them; the database stays the caller's to close.</summary>
    public static IServiceCollection AddPostgres(this IServiceCollection services, OpenDatabase opened) => services
        .AddSingleton(opened.Source)
        .AddSingleton(opened.Database)
        .AddSingleton<IAttemptHistory, PostgresAttemptHistory>()
        .AddSingleton<IBatchStore, PostgresBatchStore>()
        .AddSingleton<IChunkQueue, PostgresChunkQueue>()
        .AddSingleton<IJobDatabase, PostgresJobDatabase>()
        .AddSingleton<INoticeStore, PostgresNoticeStore>()
        .AddSingleton<IPackStatsStore, PostgresPackStatsStore>()
        .AddSingleton<IPermitLedger, PostgresPermitLedger>()
        .AddSingleton<IResultReaders, PostgresResultReaders>()
        .AddSingleton<IResultStore, PostgresResultStore>()
        .AddSingleton<IScheduleStore, PostgresScheduleStore>()
        .AddSingleton<ISentinelStore, PostgresSentinelStore>()
        .AddSingleton<ISessionStore, PostgresSessionStore>()
        .AddSingleton<ISplitStore, PostgresSplitStore>()
        .AddSingleton<IWorkerRegistry, PostgresWorkerRegistry>()
        .AddSingleton<PostgresJobRuns>();
}
