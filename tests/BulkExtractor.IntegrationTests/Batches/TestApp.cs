using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Postgres;
using BulkExtractor.Recording;
using BulkExtractor.Review;
using BulkExtractor.Schedules;
using BulkExtractor.Submissions;
using BulkExtractor.Tests;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Batches;

/// <summary>A database of its own with the stores on it, and short ways to fill it and to look at it.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public static readonly Account Account = Some.Account();

    public static readonly Model Model = new("m", Account, Tier.Free, 8_192);

    private static readonly Definition Definition = Some.DefinitionOf("name") with
    {
        Schema = """{ "type": "object", "properties": { "name": { "type": "string" } } }""",
    };

    private static readonly HttpClient NoNetwork = new(new NobodyAnswers());

    private readonly TestDatabase _test;

    private TestApp(TestDatabase test, ManualDatabaseClock? clock)
    {
        (_test, Clock) = (test, clock!);
        Database = new Postgres.Database(test.DataSource, TimeProvider.System, Log);
        Queue = new PostgresChunkQueue(Database);
        Store = new PostgresBatchStore(Database);
        Results = new PostgresResultStore(Database, TimeProvider.System);
        Sentinels = new PostgresSentinelStore(Database);
    }

    public RecordingLogger<Postgres.Database> Log { get; } = new();

    public ManualDatabaseClock Clock { get; }

    /// <summary>Tells the test's own worker of the chunks of batches that are added.</summary>
    public NewWork Work { get; } = new();

    public Postgres.Database Database { get; }

    public PostgresChunkQueue Queue { get; }

    public PostgresBatchStore Store { get; }

    public PostgresResultStore Results { get; }

    public PostgresSentinelStore Sentinels { get; }

    public NpgsqlDataSource Source => _test.DataSource;

    public string ConnectionString => _test.ConnectionString;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens one whose clock is moved by hand.</summary>
    public static async Task<TestApp> OpenAsync(TestCluster cluster)
    {
        var test = await TestDatabase.CreateAsync(cluster);
        return new TestApp(test, await ManualDatabaseClock.InstallAsync(test.DataSource));
    }

    /// <summary>Opens one whose clock goes by itself.</summary>
    public static async Task<TestApp> OpenInRealTimeAsync(TestCluster cluster) =>
        new(await TestDatabase.CreateAsync(cluster), null);

    /// <summary>One on a database that is there already, which stays the caller's to close.</summary>
    public static TestApp On(TestDatabase database) => new(database, null);

    /// <summary>A batch of documents, split into chunks; its number.</summary>
    public Task<long> AddAsync(params string[] texts) => AddAsync(new BatchSettings(), texts);

    public Task<long> AddAsync(BatchSettings settings, params string[] texts) => AddAsync(New(settings), texts);

    public async Task<long> AddAsync(NewBatch description, params string[] texts)
    {
        var batch = (await Store.AddAsync(description, Documents(texts), Token)).BatchId;
        await SplitAsync(batch);
        return batch;
    }

    /// <summary>A batch of so many different documents, split into chunks; its number.</summary>
    public Task<long> AddAsync(int documents) =>
        AddAsync([.. Enumerable.Range(1, documents).Select(number => $"text {number}")]);

    public Task SplitAsync(long batch) => SplitAsync(batch, NoNetwork);

    public Task SplitAsync(long batch, HttpClient pictures, long mostPictureBytes = PictureRoom.MostBytes) =>
        new BatchSplitter(
            new PostgresSplitStore(Database), new PictureFetch(pictures, TimeProvider.System), Work)
        {
            MostPictureBytes = mostPictureBytes,
        }.RunAsync(batch, Token);

    public Task KeepHouseAsync() => new Cleanup(
        new PostgresPermitLedger(Database),
        Store,
        Sentinels,
        new PostgresPackStatsStore(Database),
        new PostgresAttemptHistory(Database),
        new PostgresNoticeStore(Database)).RunAsync(Token);

    public Task<IReadOnlyList<LeasedChunk>> LeaseAsync(long batch, int limit = 1_000, long worker = 1) =>
        Queue.LeaseAsync(worker, batch, limit, TimeSpan.FromMinutes(1), Token);

    /// <summary>A request with some chunks: those with a value are answered with it, the others are missing.</summary>
    public async Task<AttemptResult> AskAsync(
        IReadOnlyList<LeasedChunk> chunks, Func<LeasedChunk, string?> answer, ModelReply? reply = null)
    {
        var batch = chunks[0].BatchId;
        var pack = new Pack(
            Model,
            Definition,
            [.. chunks.Select(chunk => new PackedChunk($"id{chunk.ChunkId}", chunk))])
        { MaxTokens = 100 };
        return new AttemptResult(
            await _test.ReadAsync<long>(
                $"""
                with attempt as (
                  insert into bulk.attempts (batch_id, worker_id, account, model, scopes, chunk_count, granted_at)
                  values ({batch}, 1, '{Account.Id}', 'm', array[]::text[], {chunks.Count}, bulk.clock())
                  returning attempt_id),
                sent as (
                  insert into bulk.attempt_chunks
                  select attempt_id, chunk_id, lease_token from attempt, bulk.chunks
                  where chunk_id in ({string.Join(", ", chunks.Select(chunk => chunk.ChunkId))}))
                select attempt_id from attempt
                """),
            batch,
            pack,
            reply ?? new ModelReply { Content = "{}", Status = 200 },
            [.. chunks.Select(chunk => Reading(chunk, answer(chunk)))]);
    }

    /// <summary>Asks and records what came of it.</summary>
    public async Task<AttemptResult> RecordAsync(
        IReadOnlyList<LeasedChunk> chunks, Func<LeasedChunk, string?> answer, ModelReply? reply = null)
    {
        var attempt = await AskAsync(chunks, answer, reply);
        await Queue.RecordAsync([attempt], Token);
        return attempt;
    }

    public async Task<BatchProgress> ProgressAsync(long batch) => (await Store.FindAsync(batch, Token))!;

    /// <summary>What became of the documents of a batch, in their order: their name, their error or null.</summary>
    public async Task<IReadOnlyList<string?>> ResultsAsync(long batch) =>
        await Results.ReadAsync(batch, null, Token)
            .Select(row => row.Fields?["name"]?.ToString() ?? row.Error)
            .ToListAsync(Token);

    public Task<T> ReadAsync<T>(string sql) => _test.ReadAsync<T>(sql);

    public Task ExecuteAsync(string sql) => _test.ExecuteAsync(sql);

    /// <summary>The state of every chunk, in the order of their documents and slices.</summary>
    public Task<string[]> StatesAsync() => ReadAsync<string[]>(
        "select coalesce(array_agg(state order by batch_id, document_no, slice_no), '{}') from bulk.chunks");

    public static NewBatch New(BatchSettings? settings = null) => new(
        Definition, "input.csv", ["text"], settings ?? new BatchSettings(), [Account.Id], "", true);

    public static IAsyncEnumerable<Document> Documents(params string[] texts) =>
        texts.Select((text, place) => new Document(place + 1, $"{place + 1}", text, [text])).ToAsyncEnumerable();

    public static ChunkReading Reading(LeasedChunk chunk, string? name) => name is null
        ? new ChunkReading(chunk, null, "missing from the reply", [])
        : new ChunkReading(chunk, new() { ["name"] = name }, null, []);

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    private sealed class NobodyAnswers : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException($"{request.RequestUri} was asked for by a test that has no pictures");
    }
}
