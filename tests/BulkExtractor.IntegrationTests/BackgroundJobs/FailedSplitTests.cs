using BulkExtractor.Batches;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using BulkExtractor.Submissions;
using Microsoft.Extensions.DependencyInjection;
using Workshop = BulkExtractor.IntegrationTests.Batches.TestApp;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

public sealed class FailedSplitTests(TestCluster cluster) : EngineTest(cluster)
{
    private const string Told = "splitting failed: out of ink; next try ";

    private PostgresBatchStore Store => new(Retrying);

    private PostgresSplitStore Splits => new(Retrying);

    [Fact]
    public async Task It_is_told_in_the_batch_until_it_succeeds()
    {
        var batch = await AddAsync();
        await RefuseChunksAsync();
        var engine = await StartSplittingAsync();

        await engine.Jobs.SplitAsync(batch, Token);

        await UntilAsync("it is told", async () => (await FindAsync(batch)).State == "waiting");
        Assert.StartsWith(Told, (await FindAsync(batch)).WaitingFor, StringComparison.Ordinal);
        await Database.ExecuteAsync("drop trigger refuse on bulk.chunks");
        await UntilAsync("it is split", async () => (await FindAsync(batch)).State == "extracting");
        Assert.Null((await FindAsync(batch)).WaitingFor);
        Assert.Equal(1, await Database.ReadAsync<long>("select count(*) from bulk.chunks"));
    }

    [Fact]
    public async Task It_stays_told_whatever_the_pipeline_says_meanwhile()
    {
        var batch = await AddAsync();
        await Splits.StartAsync(batch, Token);
        await Splits.FailAsync(batch, Told + "later", Token);

        await Store.SetWaitingAsync([batch], null, forQuota: false, Token);

        await AssertToldAsync(batch);
    }

    [Fact]
    public async Task It_is_told_again_when_the_batch_is_resumed()
    {
        var batch = await AddAsync();
        await Splits.StartAsync(batch, Token);
        await Splits.FailAsync(batch, Told + "later", Token);

        await Store.PauseAsync(batch, Token);
        Assert.Null((await FindAsync(batch)).WaitingFor);
        await Store.ResumeAsync(batch, Token);

        await AssertToldAsync(batch);
    }

    [Fact]
    public async Task A_retry_asks_for_it_again_at_once()
    {
        var batch = await AddAsync();
        await Splits.StartAsync(batch, Token);
        await Splits.FailAsync(batch, Told + "later", Token);
        var engine = await StartSplittingAsync();

        var reopened = await new Retry(Store, engine.Jobs).RunAsync(batch, Token);

        Assert.True(reopened.Splits);
        await UntilAsync("it is split", async () => (await FindAsync(batch)).State == "extracting");
    }

    [Fact]
    public async Task What_was_asked_for_meanwhile_is_split_again()
    {
        var batch = await AddAsync();
        var plan = (await Splits.StartAsync(batch, Token))!;

        Assert.Null(await Splits.EndAsync(plan with { AskedAt = plan.AskedAt.AddSeconds(-1) }, Token));

        Assert.Equal([batch], await Splits.ListUnsplitAsync(Token));
    }

    private async Task AssertToldAsync(long batch)
    {
        var progress = await FindAsync(batch);
        Assert.Equal(("waiting", Told + "later"), (progress.State, progress.WaitingFor));
    }

    private Task<JobProcess> StartSplittingAsync() => StartAsync(add: services => services.AddSingleton(
        new BatchSplitter(Splits, new PictureFetch(new HttpClient(), TimeProvider.System), new NewWork())));

    private async Task<BatchProgress> FindAsync(long batch) => (await Store.FindAsync(batch, Token))!;

    private async Task<long> AddAsync()
    {
        await new PostgresWorkerRegistry(Retrying).AddAsync([Workshop.Account.Id], null, Token);
        var documents = new[] { new Document(1, "1", "text", ["1", "text"]) };
        var batch = Workshop.New(new BatchSettings());
        return (await Store.AddAsync(batch, documents.ToAsyncEnumerable(), Token)).BatchId;
    }

    private Task RefuseChunksAsync() => Database.ExecuteAsync("""
        create function refuse() returns trigger language plpgsql as $$ begin raise 'out of ink'; end $$;
        create trigger refuse before insert on bulk.chunks for each row execute function refuse()
        """);
}
