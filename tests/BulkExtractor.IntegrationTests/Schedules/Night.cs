using BulkExtractor.Documents.Tables;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Postgres;
using BulkExtractor.Schedules;
using BulkExtractor.Tests;
using BulkExtractor.Tests.Schedules;
using Microsoft.Extensions.Logging.Abstractions;
using Workshop = BulkExtractor.IntegrationTests.Batches.TestApp;

namespace BulkExtractor.IntegrationTests.Schedules;

/// <summary>A job with an inbox and an outbox in a folder, and all that a nightly run of it needs.</summary>
internal sealed class Night : IAsyncDisposable
{
    private const string JobText = """
        name: notes
        input: { id: id, text: text }
        schedule: { cron: "0 2 * * *", time_zone: Etc/UTC, export: { format: csv, to: "outbox/{file}" } }
        """;

    private readonly TemporaryFolder _folder = new();

    private Night(Workshop workshop)
    {
        Workshop = workshop;
        Schedules = new PostgresScheduleStore(workshop.Database);
        _folder.Write("jobs/notes/job.yaml", JobText);
        _folder.Write("jobs/notes/schema.json", """{"type":"object","properties":{"name":{"type":"string"}}}""");
        Job = JobFile.Read(PathOf("jobs/notes"));
    }

    public Workshop Workshop { get; }

    public PostgresScheduleStore Schedules { get; }

    public AskedJobs Asked { get; } = new();

    public Job Job { get; }

    /// <summary>The pool of the process that takes the inbox.</summary>
    public LivePool Pool { get; } = new(PoolOf(Some.Model()));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Night> OpenAsync(TestCluster cluster) => new(await Workshop.OpenAsync(cluster));

    public static Pool PoolOf(params Model[] models) => new([Some.Account()], models, "", []);

    public string PathOf(string name) => Path.Combine(_folder.Path, name);

    /// <summary>A file in the inbox that nobody has touched for a while.</summary>
    public void Deliver(string name, string text)
    {
        var path = _folder.Write(Path.Combine("inbox", "notes", name), text);
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));
    }

    public InboxImport Taking(TimeProvider? clock = null) =>
        new(
            Schedules, Workshop.Store, Asked, Pool, new InputBounds(), clock ?? TimeProvider.System,
            NullLogger<InboxImport>.Instance);

    /// <summary>Asks for a run, as its schedule would.</summary>
    public Task<long?> AskAsync() => new ScheduleRunner(Schedules, Asked).AskAsync(Job, byHand: true, Token);

    /// <summary>Asks for a run, because its time has come.</summary>
    public Task<long?> FireAsync() => Schedules.AskAsync(AskedRun.Of(Job, byHand: false), Token);

    public Task TakeInboxAsync(long run, bool isMine = true) => new InboxRound(
        Schedules, Taking(), Asked, _ => Task.FromResult(isMine), TimeProvider.System, NullLogger<InboxRound>.Instance)
        .RunAsync(run, Token);

    public Task GoRoundAsync() => new ScheduleSweep(
        new ScheduleSync(
            new ScheduledJobs(PathOf("jobs"), NullLogger<ScheduledJobs>.Instance), Asked, Schedules),
        new MissingJobs(new PostgresSplitStore(Workshop.Database),
            Schedules,
            new PostgresNoticeStore(Workshop.Database),
            Asked),
        new BatchWatchdog(Workshop.Store, NullLogger<BatchWatchdog>.Instance),
        Schedules,
        Asked)
        .LookAfterRunsAsync(Token);

    public Task ExportAsync(long file) =>
        new InboxExport(Schedules, Workshop.Results).RunAsync(file, Token);

    /// <summary>Answers all that a batch asks.</summary>
    public async Task FinishAsync(long batch)
    {
        await Workshop.SplitAsync(batch);
        await Workshop.RecordAsync(await Workshop.LeaseAsync(batch), chunk => $"name of {chunk.Text}");
    }

    public async ValueTask DisposeAsync()
    {
        await Workshop.DisposeAsync();
        _folder.Dispose();
    }
}
