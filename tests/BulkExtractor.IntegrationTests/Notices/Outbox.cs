using BulkExtractor.Forecasting;
using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Notices;
using BulkExtractor.Postgres;
using BulkExtractor.Tests.Schedules;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.IntegrationTests.Notices;

/// <summary>A database whose clock is moved by hand, and all that brings its notices outside.</summary>
internal sealed class Outbox : IAsyncDisposable
{
    private int _batches;

    private Outbox(TestApp app) => (App, Store) = (app, new PostgresNoticeStore(app.Database));

    public TestApp App { get; }

    public PostgresNoticeStore Store { get; }

    public AskedJobs Asked { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Outbox> OpenAsync(TestCluster cluster) => new(await TestApp.OpenAsync(cluster));

    public static NotifyTarget To(string to, params string[] when) => new(to, when, "${HOOK}");

    /// <summary>A batch that ended, and told its targets so; its number.</summary>
    public async Task<long> FinishAsync(params NotifyTarget[] targets)
    {
        var batch = await App.AddAsync(TestApp.New() with { Notify = targets }, $"text {++_batches}");
        await App.RecordAsync(await App.LeaseAsync(batch), chunk => $"name of {chunk.Text}");
        return batch;
    }

    /// <summary>Tells the same of a batch once more.</summary>
    public Task TellAsync(long batch, string happened = "finished") =>
        App.ExecuteAsync($"select bulk.tell('{happened}', {batch}, '{{}}')");

    /// <summary>Puts all that was told on its way; the numbers of what goes to somebody.</summary>
    public async Task<IReadOnlyList<long>> SpreadAsync(NoticeSettings? settings = null)
    {
        var history = new PostgresAttemptHistory(App.Database);
        var forecasts = new ForecastService(
            App.Store,
            history,
            new PostgresPackStatsStore(App.Database),
            new AccountCapacities(new PostgresPermitLedger(App.Database), history, 4),
            new PoolFile(_ => null, TimeProvider.System),
            TimeProvider.System);
        var body = new NoticeBody(App.Store, forecasts);
        await new NoticeSpread(Store, body, settings ?? NoticeSettings.None, Asked).RunAsync(Token);
        return [.. Asked.Take().Select(asked => long.Parse(asked.Split('-')[1])).Order()];
    }

    /// <summary>Tries a notice once; how long until the next try.</summary>
    public Task<TimeSpan?> DeliverAsync(long notice, INoticeSender sender) =>
        new NoticeDelivery(Store, sender, Asked, NullLogger<NoticeDelivery>.Instance).RunAsync(notice, Token);

    /// <summary>Tries a notice as often as it takes; how often that was.</summary>
    public async Task<int> DeliverToTheEndAsync(long notice, INoticeSender sender)
    {
        for (var tries = 1; ; tries++)
        {
            if (await DeliverAsync(notice, sender) is not { } wait) return tries;
            await App.Clock.AdvanceAsync(wait);
        }
    }

    public Task<IReadOnlyList<ShownDelivery>> ShowAsync() => Store.ListAsync(100, Token);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
