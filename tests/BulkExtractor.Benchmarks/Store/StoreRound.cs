using System.Collections.Concurrent;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Postgres;
using BulkExtractor.Recording;
using BulkExtractor.VirtualWorld;

namespace BulkExtractor.Benchmarks.Store;

/// <summary>One round of all figures on a fresh database.</summary>
internal sealed record StoreRound(double Fdatasync, double Permits, double Leases, double LeasesBy50, double Finishes)
{
    private const int Rows = 100_000;
    private const int Clients = 8;
    private const int Worker = 1;
    private const int Group = 50;
    private const int PackSize = 10;
    private const int Groups = 800;

    private static readonly TimeSpan Span = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(10);

    // Wide enough never to refuse; it is counted all the same.
    private static readonly Limit[] Limits =
    [
        new(TimeSpan.FromSeconds(1)) { Requests = 5_000 },
        new(Per: null) { Requests = 10_000_000 },
    ];

    public static async Task<StoreRound> MeasureAsync(
        BenchDatabase database, double fdatasync, CancellationToken cancellationToken)
    {
        var account = new Account("bench", new Uri("http://localhost"))
        {
            Limits = new Dictionary<Tier, IReadOnlyList<Limit>> { [Tier.Free] = Limits },
        };
        var batch = await StoredBatch.AddAsync(database, account, Rows, PackSize, cancellationToken);
        var queue = new PostgresChunkQueue(database.Database);
        // Leased before anything is timed: a fast machine leaves nothing over.
        var groups = await GroupsAsync(database, batch, queue, cancellationToken);
        return new StoreRound(
            fdatasync,
            await PermitsAsync(database, batch, await LeaseAsync(1), cancellationToken),
            await Pace.MeasureAsync(Clients, Span, async _ => (await LeaseAsync(1)).Count),
            await Pace.MeasureAsync(Clients, Span, async _ => (await LeaseAsync(Group)).Count),
            await FinishesAsync(queue, groups));

        Task<IReadOnlyList<LeasedChunk>> LeaseAsync(int count) =>
            queue.LeaseAsync(Worker, batch.BatchId, count, LeaseDuration, cancellationToken);
    }

    private static async Task<double> PermitsAsync(
        BenchDatabase database,
        StoredBatch batch,
        IReadOnlyList<LeasedChunk> chunks,
        CancellationToken cancellationToken)
    {
        var ledger = new PostgresPermitLedger(database.Database);
        var scopes = LimitScope.ListFor(batch.Model);
        await ledger.DeclareAsync(Worker, scopes, cancellationToken);
        var request = new PermitRequest(
            Worker,
            batch.BatchId,
            batch.Model.Account.Id,
            batch.Model.Id,
            [.. scopes.Select(scope => scope.Id)],
            [.. chunks.Select(chunk => chunk.ChunkId)],
            [.. chunks.Select(chunk => chunk.LeaseToken)]);
        return await Pace.MeasureAsync(Clients, Span, async _ =>
        {
            var answer = await ledger.TakeAsync(request, cancellationToken);
            var refusedBy = answer.RefusedBy?.ToString() ?? answer.Stale;
            return answer.AttemptId is null ? throw new InputException($"refused by {refusedBy}") : 1;
        });
    }

    // What was leased and sent, ready to be recorded: 5 attempts of 10 chunks in a group.
    private static async Task<ConcurrentQueue<IReadOnlyList<AttemptResult>>> GroupsAsync(
        BenchDatabase database, StoredBatch batch, PostgresChunkQueue queue, CancellationToken cancellationToken)
    {
        var attempt = await Attempted.AddAsync(database, batch.BatchId, Rows / PackSize, cancellationToken);
        var groups = new ConcurrentQueue<IReadOnlyList<AttemptResult>>();
        while (groups.Count < Groups)
        {
            var chunks = await queue.LeaseAsync(Worker, batch.BatchId, Group, LeaseDuration, cancellationToken);
            if (chunks.Count < Group) break;
            groups.Enqueue([.. chunks.Chunk(PackSize).Select(pack => Attempted.Answered(batch, attempt--, pack))]);
        }

        return groups;
    }

    private static Task<double> FinishesAsync(
        PostgresChunkQueue queue, ConcurrentQueue<IReadOnlyList<AttemptResult>> groups) =>
        Pace.MeasureAsync(Clients / 2, Span, async _ =>
        {
            if (!groups.TryDequeue(out var group)) return 0;
            await queue.RecordAsync(group, CancellationToken.None);
            return Group;
        });
}
