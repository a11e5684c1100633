using BulkExtractor.BackgroundJobs;
using BulkExtractor.Hangfire.Storage;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using BulkExtractor.Tests;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

public sealed class HangfireEngineTests(TestCluster cluster) : EngineTest(cluster)
{
    private static void LooksOnceAnHour(IServiceCollection services) => services.AddSingleton(provider => new JobStore(
        provider.GetRequiredService<NpgsqlDataSource>(),
        provider.GetRequiredService<IJobDatabase>(),
        TimeSpan.FromHours(1)));

    [Fact]
    public async Task A_job_is_run_with_its_argument_and_once()
    {
        var script = new Script();
        var engine = await StartAsync(script);

        Enqueue(engine, 42);

        Assert.Equal(42, await script.NextStartAsync(Token));
        await engine.StopAsync(Token);
        Assert.Empty(await (await OpenAsync()).Jobs.ListJobsAsync(Token));
        Assert.False(script.HasMoreStarts);
    }

    [Fact]
    public async Task A_process_that_was_not_started_leaves_the_job_to_one_that_was()
    {
        var (here, there) = (new Script(), new Script());
        var submitter = await OpenAsync(here);
        await StartAsync(there);

        Enqueue(submitter, 42);

        Assert.Equal(42, await there.NextStartAsync(Token));
        Assert.False(here.HasMoreStarts);
    }

    [Fact]
    public async Task A_job_that_another_process_tells_of_is_taken_at_once_and_not_at_the_next_look()
    {
        var script = new Script();
        var submitter = await OpenAsync();
        await StartAsync(script, add: LooksOnceAnHour);

        for (var number = 1; number <= 3; number++)
        {
            Enqueue(submitter, number);
            new PostgresJobDatabase(Retrying, Database.DataSource, TimeProvider.System).TellOfJob();
            Assert.Equal(number, await script.NextStartAsync(Token));
        }

        Enqueue(submitter, 4);
        Assert.Single(submitter.Store.GetMonitoringApi().Queues());
    }

    [Fact]
    public async Task Whoever_asks_for_a_job_tells_all_processes()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var heard = new SemaphoreSlim(0);
        var hearing = new PostgresJobDatabase(Retrying, Database.DataSource, TimeProvider.System)
            .HearOfJobsAsync(() => heard.Release(), stop.Token);
        await heard.WaitAsync(Token); // it hears from now on
        var jobs = (await OpenAsync()).Jobs;

        await jobs.SplitAsync(1, Token);
        await heard.WaitAsync(Token);
        await jobs.EnsureSplitsAsync([2], atOnce: false, Token);
        await heard.WaitAsync(Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hearing);
    }

    [Fact]
    public async Task Tables_of_an_older_version_are_brought_up_to_date()
    {
        await OpenAsync();
        var newest = await VersionAsync();
        await Database.ExecuteAsync("update hangfire.schema set version = version - 1");

        await OpenAsync();

        Assert.Equal(newest, await VersionAsync());

        Task<int> VersionAsync() => Database.ReadAsync<int>("select version from hangfire.schema");
    }

    [Fact]
    public async Task A_job_that_is_deleted_while_it_runs_is_told_and_not_run_again()
    {
        var told = new TaskCompletionSource();
        var script = new Script((_, token) => UntilCancelledAsync(told, token));
        var engine = await StartAsync(script);
        var id = Enqueue(engine, 1);
        await script.NextStartAsync(Token);

        engine.Client.Delete(id);

        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await engine.StopAsync(Token);
        Assert.Empty(await (await OpenAsync()).Jobs.ListJobsAsync(Token));
    }

    [Fact]
    public async Task A_job_with_the_same_argument_never_runs_twice_at_a_time()
    {
        var finish = new TaskCompletionSource();
        var script = new Script((number, token) => number == 1 ? finish.Task.WaitAsync(token) : Task.CompletedTask);
        var (one, other) = (await StartAsync(script), await StartAsync(script));
        Enqueue(one, 1);
        Assert.Equal(1, await script.NextStartAsync(Token));

        Enqueue(other, 1);
        Enqueue(other, 2);
        Assert.Equal(2, await script.NextStartAsync(Token));
        Assert.False(script.HasMoreStarts);
        finish.SetResult();

        Assert.Equal(1, await script.NextStartAsync(Token));
    }

    [Fact]
    public async Task A_job_that_failed_is_run_again_and_told_in_the_log_with_its_reason()
    {
        var runs = 0;
        var log = new RecordingLogger<HangfireEngineTests>();
        var script = new Script((_, _) =>
            ++runs == 1 ? throw new InvalidOperationException("out of ink") : Task.CompletedTask);
        var engine = await StartAsync(script, new OneLogger(log));

        Enqueue(engine, 42);

        Assert.Equal(42, await script.NextStartAsync(Token));
        Assert.Equal(42, await script.NextStartAsync(Token));
        Assert.Contains(log.Lines, line => line.Contains("failed: out of ink", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stopping_waits_for_the_jobs_that_run()
    {
        var finish = new TaskCompletionSource();
        var told = new TaskCompletionSource();
        var script = new Script(async (_, token) =>
        {
            await using var telling = token.Register(told.SetResult);
            await finish.Task;
        });
        var engine = await StartAsync(script);
        Enqueue(engine, 1);
        await script.NextStartAsync(Token);

        var stopping = engine.StopAsync(Token);
        await Assert.ThrowsAsync<TimeoutException>(() => told.Task.WaitAsync(TimeSpan.FromMilliseconds(500), Token));
        Assert.False(stopping.IsCompleted);
        finish.SetResult();
        await stopping;

        Assert.Empty(await (await OpenAsync()).Jobs.ListJobsAsync(Token));
    }

    [Fact]
    public async Task A_job_cut_off_by_an_abort_is_run_by_the_next_process()
    {
        var told = new TaskCompletionSource();
        var cut = new Script((_, token) => UntilCancelledAsync(told, token));
        var engine = await StartAsync(cut);
        Enqueue(engine, 42);
        await cut.NextStartAsync(Token);
        using var abort = new CancellationTokenSource();

        var stopping = engine.StopAsync(abort.Token);
        await abort.CancelAsync();
        await stopping.WaitAsync(TimeSpan.FromSeconds(10), Token);

        await told.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
        var next = new Script();
        await StartAsync(next);
        Assert.Equal(42, await next.NextStartAsync(Token));
    }

    [Fact]
    public async Task Processes_may_begin_at_once_in_a_new_database()
    {
        var script = new Script();

        var engines = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(script)));
        Enqueue(engines[0], 42);

        Assert.Equal(42, await script.NextStartAsync(Token));
    }
}
