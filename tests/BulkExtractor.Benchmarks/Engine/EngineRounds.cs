using BulkExtractor.Benchmarks.Surroundings;
using BulkExtractor.Models;

namespace BulkExtractor.Benchmarks.Engine;

/// <summary>Rounds of the yardsticks and of the product in turns, each on a fresh database.</summary>
internal sealed class EngineRounds(BenchServer server, Uri address, Account account)
{
    private const int EarlierRows = 2_000;

    public List<Speed> Bare { get; } = [];

    public List<Speed> BareAtOnce { get; } = [];

    public List<Speed> Sdk { get; } = [];

    public List<Speed> Single { get; } = [];

    public List<Speed> Packed { get; } = [];

    public List<Speed> Queue { get; } = [];

    /// <summary>Does everything until its code is compiled for good, and forgets how fast it was.</summary>
    /// <remarks>After 20,000 rows in packs a fifth of the time was still the compiler's.</remarks>
    public async Task WarmAsync(CancellationToken cancellationToken)
    {
        await SinglesAsync(8_000, cancellationToken);
        await PackedAsync(100_000, 20, cancellationToken);
        foreach (var speeds in (List<Speed>[])[Bare, BareAtOnce, Sdk, Single, Packed, Queue]) speeds.Clear();
    }

    /// <summary>One document a request: bare loops, the SDK, the product.</summary>
    public async Task SinglesAsync(int rows, CancellationToken cancellationToken)
    {
        await using var database = await CreateUsedDatabaseAsync(cancellationToken);
        var batch = await StoredBatch.AddAsync(database, account, rows, pack: 1, cancellationToken);
        using var others = new OtherClients(batch, address);
        Bare.Add(await Speed.MeasureAsync(rows, rows, () => others.AskBareAsync(rows, cancellationToken)));
        BareAtOnce.Add(await Speed.MeasureAsync(rows, rows, () => others.AskBareAtOnceAsync(rows, cancellationToken)));
        Sdk.Add(await Speed.MeasureAsync(rows, rows, () => others.AskSdkAsync(rows, cancellationToken)));
        var product = new EngineRun(database, batch);
        Single.Add(await Speed.MeasureAsync(rows, rows, () => product.ExtractAsync(cancellationToken)));
    }

    /// <summary>Many documents a request: the queue alone, the product.</summary>
    public async Task PackedAsync(int rows, int pack, CancellationToken cancellationToken)
    {
        var requests = rows / pack;
        await using (var database = await CreateUsedDatabaseAsync(cancellationToken))
        {
            var batch = await StoredBatch.AddAsync(database, account, rows, pack, cancellationToken);
            var last = await Attempted.AddAsync(database, batch.BatchId, 2 * requests, cancellationToken);
            var queue = new EngineRun(database, batch);
            Queue.Add(await Speed.MeasureAsync(
                rows, requests, () => queue.LeaseAndRecordAsync(pack, last, cancellationToken)));
        }

        await using (var database = await CreateUsedDatabaseAsync(cancellationToken))
        {
            var batch = await StoredBatch.AddAsync(database, account, rows, pack, cancellationToken);
            var product = new EngineRun(database, batch);
            Packed.Add(await Speed.MeasureAsync(rows, requests, () => product.ExtractAsync(cancellationToken)));
        }
    }

    // As after the first minute of any database: in an empty one the queue and the product get their plans by luck.
    private async Task<BenchDatabase> CreateUsedDatabaseAsync(CancellationToken cancellationToken)
    {
        var database = await server.CreateDatabaseAsync(cancellationToken);
        var earlier = await StoredBatch.AddAsync(database, account, EarlierRows, pack: 1, cancellationToken);
        await new EngineRun(database, earlier).ExtractAsync(cancellationToken);
        return database;
    }
}
