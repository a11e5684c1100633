using BulkExtractor.BackgroundJobs;
using BulkExtractor.Hangfire;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

/// <summary>The background jobs of a program that has nothing else.</summary>
internal sealed class JobProcess : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private JobProcess(ServiceProvider services) => _services = services;

    public IBackgroundJobs Jobs => _services.GetRequiredService<IBackgroundJobs>();

    public IBackgroundJobClient Client => _services.GetRequiredService<IBackgroundJobClient>();

    public JobStorage Store => _services.GetRequiredService<JobStorage>();

    private HangfireEngine Engine => _services.GetRequiredService<HangfireEngine>();

    public static async Task<JobProcess> OpenAsync(
        NpgsqlDataSource source,
        IJobDatabase database,
        ILoggerFactory logs,
        Action<IServiceCollection> add,
        CancellationToken cancellationToken)
    {
        var services = new ServiceCollection()
            .AddSingleton(source)
            .AddSingleton(database)
            .AddSingleton(logs)
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddBackgroundJobs();
        add(services);
        var process = new JobProcess(services.BuildServiceProvider());
        await process.Engine.OpenAsync(cancellationToken);
        return process;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Engine.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken abort) => Engine.StopAsync(abort);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
