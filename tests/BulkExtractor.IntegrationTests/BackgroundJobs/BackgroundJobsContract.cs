using BulkExtractor.BackgroundJobs;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

/// <summary>What every engine of background jobs promises.</summary>
public abstract partial class BackgroundJobsContract(TestCluster cluster) : IAsyncLifetime
{
    private readonly List<IBackgroundJobsProcess> _processes = [];
    private TestDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateTimeOffset InAnHour => TimeProvider.System.GetUtcNow().AddHours(1);

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(cluster);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_job_is_run_with_its_argument_and_then_forgotten()
    {
        var work = new ScriptedWork();
        var process = await StartAsync(work);

        await process.Jobs.RunOnceAsync(Job("a", "42"), null, Token);

        Assert.Equal("42", await work.NextStartAsync(Token));
        await process.StopAsync(Token);
        Assert.Empty(await (await OpenAsync(work)).Jobs.ListAsync(Token));
        Assert.False(work.HasMoreStarts);
    }

    [Fact]
    public async Task A_process_that_was_not_started_leaves_the_job_to_one_that_was()
    {
        var (here, there) = (new ScriptedWork(), new ScriptedWork());
        var submitter = await OpenAsync(here);
        await StartAsync(there);

        await submitter.Jobs.RunOnceAsync(Job("a", "42"), null, Token);

        Assert.Equal("42", await there.NextStartAsync(Token));
        Assert.False(here.HasMoreStarts);
    }

    [Fact]
    public async Task A_job_waits_for_its_time()
    {
        var process = await StartAsync(new ScriptedWork());
        var at = InAnHour;

        await process.Jobs.RunOnceAsync(Job("a", "42"), at, Token);

        var state = Assert.Single(await process.Jobs.ListAsync(Token));
        Assert.Equal((Job("a", "42"), null, null), (state.Job, state.Cron, state.LastAt));
        Assert.Equal(at, state.NextAt!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_same_id_again_replaces_what_waits()
    {
        var work = new ScriptedWork();
        var process = await StartAsync(work);
        await process.Jobs.RunOnceAsync(Job("a", "old"), InAnHour, Token);

        await process.Jobs.RunOnceAsync(Job("a", "new"), null, Token);

        Assert.Equal("new", await work.NextStartAsync(Token));
        await process.StopAsync(Token);
        Assert.Empty(await (await OpenAsync(work)).Jobs.ListAsync(Token));
    }

    [Fact]
    public async Task A_job_that_waits_is_forgotten_when_it_is_cancelled()
    {
        var process = await OpenAsync(new ScriptedWork());
        await process.Jobs.RunOnceAsync(Job("a", ""), InAnHour, Token);

        await process.Jobs.CancelAsync("a", Token);
        await process.Jobs.CancelAsync("unknown", Token);

        Assert.Empty(await process.Jobs.ListAsync(Token));
    }

    [Fact]
    public async Task A_job_that_runs_is_told_when_it_is_cancelled_and_not_run_again()
    {
        var told = new TaskCompletionSource();
        var work = new ScriptedWork((_, token) => UntilCancelledAsync(told, token));
        var process = await StartAsync(work);
        await process.Jobs.RunOnceAsync(Job("a", ""), null, Token);
        await work.NextStartAsync(Token);

        await process.Jobs.CancelAsync("a", Token);

        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await process.StopAsync(Token);
        Assert.Empty(await (await OpenAsync(work)).Jobs.ListAsync(Token));
    }

    [Fact]
    public async Task One_id_never_runs_twice_at_a_time()
    {
        var finish = new TaskCompletionSource();
        var running = 0;
        var most = 0;
        var work = new ScriptedWork(async (_, token) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await finish.Task.WaitAsync(token);
            Interlocked.Decrement(ref running);
        });
        var (one, other) = (await StartAsync(work), await StartAsync(work));
        await one.Jobs.RunOnceAsync(Job("a", "first"), null, Token);
        await work.NextStartAsync(Token);

        await other.Jobs.RunOnceAsync(Job("a", "second"), null, Token);
        await other.Jobs.RunOnceAsync(Job("b", "beside"), null, Token);
        Assert.Equal("beside", await work.NextStartAsync(Token));
        Assert.False(work.HasMoreStarts);
        finish.SetResult();

        Assert.Equal("second", await work.NextStartAsync(Token));
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_job_that_failed_is_run_again()
    {
        var runs = 0;
        var work = new ScriptedWork((_, _) =>
            ++runs == 1 ? throw new InvalidOperationException("the first time fails") : Task.CompletedTask);
        var process = await StartAsync(work);

        await process.Jobs.RunOnceAsync(Job("a", "42"), null, Token);

        Assert.Equal("42", await work.NextStartAsync(Token));
        Assert.Equal("42", await work.NextStartAsync(Token));
    }

    [Fact]
    public async Task Stopping_waits_for_the_jobs_that_run()
    {
        var finish = new TaskCompletionSource();
        var told = new TaskCompletionSource();
        var work = new ScriptedWork(async (_, token) =>
        {
            await using var telling = token.Register(told.SetResult);
            await finish.Task;
        });
        var process = await StartAsync(work);
        await process.Jobs.RunOnceAsync(Job("a", ""), null, Token);
        await work.NextStartAsync(Token);

        var stopping = process.StopAsync(Token);
        await Assert.ThrowsAsync<TimeoutException>(() => told.Task.WaitAsync(TimeSpan.FromMilliseconds(500), Token));
        Assert.False(stopping.IsCompleted);
        finish.SetResult();
        await stopping;

        Assert.Empty(await (await OpenAsync(work)).Jobs.ListAsync(Token));
    }

    [Fact]
    public async Task A_job_cut_off_by_an_abort_is_run_by_the_next_process()
    {
        var told = new TaskCompletionSource();
        var cut = new ScriptedWork((_, token) => UntilCancelledAsync(told, token));
        var process = await StartAsync(cut);
        await process.Jobs.RunOnceAsync(Job("a", "42"), null, Token);
        await cut.NextStartAsync(Token);
        using var abort = new CancellationTokenSource();

        var stopping = process.StopAsync(abort.Token);
        await abort.CancelAsync();
        await stopping;

        Assert.True(told.Task.IsCompleted);
        var next = new ScriptedWork();
        await StartAsync(next);
        Assert.Equal("42", await next.NextStartAsync(Token));
    }

    [Fact]
    public async Task Processes_may_begin_at_once_in_a_new_database()
    {
        var work = new ScriptedWork();

        var processes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(work)));
        await processes[0].Jobs.RunOnceAsync(Job("a", "42"), null, Token);

        Assert.Equal("42", await work.NextStartAsync(Token));
    }

    private protected abstract Task<IBackgroundJobsProcess> OpenAsync(TestDatabase database, IBackgroundWork work);

    private static BackgroundJob Job(string id, string argument) => new(id, "scripted", argument);

    private static async Task UntilCancelledAsync(TaskCompletionSource told, CancellationToken cancellationToken)
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

    private async Task<IBackgroundJobsProcess> StartAsync(ScriptedWork work)
    {
        var process = await OpenAsync(work);
        await process.StartAsync(Token);
        return process;
    }

    private async Task<IBackgroundJobsProcess> OpenAsync(ScriptedWork work)
    {
        var process = await OpenAsync(_database, work);
        lock (_processes) _processes.Add(process);
        return process;
    }
}
