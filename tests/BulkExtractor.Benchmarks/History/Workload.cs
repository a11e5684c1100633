using BulkExtractor.Basics;
using BulkExtractor.Benchmarks.Figures;
using BulkExtractor.Benchmarks.Surroundings;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Postgres;
using BulkExtractor.VirtualWorld;

namespace BulkExtractor.Benchmarks.History;

/// <summary>A batch of 3,000 documents that is worked on pack by pack, and looked at; each step is timed.</summary>
internal sealed class Workload
{
    /// <summary>What may take a little longer in a database with a past.</summary>
    public const string Status = "status of the batch";

    private const int Rows = 3_000;
    private const int PackSize = 10;
    private const int Worker = 1;

    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(10);
    private static readonly Account Account = new("bench", new Uri("http://localhost"))
    {
        Limits = new Dictionary<Tier, IReadOnlyList<Limit>>
        {
            [Tier.Free] = [new(TimeSpan.FromSeconds(60)) { Requests = 100_000 }],
        },
    };

    private readonly Database _database;
    private readonly StoredBatch _batch;
    private readonly Dictionary<string, List<double>> _times = [];

    private Workload(Database database, StoredBatch batch) => (_database, _batch) = (database, batch);

    /// <summary>Each step with the milliseconds that it took.</summary>
    public IEnumerable<(string Name, double Value)> Medians =>
        _times.Select(step => (step.Key, Pace.Median(step.Value)));

    /// <param name="instructions">In other words than those before, so that nothing is known already.</param>
    public static async Task<Workload> CreateAsync(
        BenchDatabase database, string instructions, CancellationToken cancellationToken)
    {
        var batch = await StoredBatch.AddAsync(
            database, Account, Rows, PackSize, cancellationToken, analyzed: false, instructions);
        await new PostgresPermitLedger(database.Database).DeclareAsync(
            Worker, LimitScope.ListFor(batch.Model), cancellationToken);
        return new Workload(database.Database, batch);
    }

    /// <summary>Leases, asks for a permit, records, looks.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var queue = new PostgresChunkQueue(_database);
        var chunks = await TimeAsync("lease", () => queue.LeaseAsync(
            Worker, _batch.BatchId, PackSize, LeaseDuration, cancellationToken));
        var request = new PermitRequest(
            Worker,
            _batch.BatchId,
            Account.Id,
            _batch.Model.Id,
            [.. LimitScope.ListFor(_batch.Model).Select(scope => scope.Id)],
            [.. chunks.Select(chunk => chunk.ChunkId)],
            [.. chunks.Select(chunk => chunk.LeaseToken)]);
        var permit = await TimeAsync(
            "permit", () => new PostgresPermitLedger(_database).TakeAsync(request, cancellationToken));
        var attempt = permit.AttemptId ?? throw new InputException($"refused by {permit.RefusedBy}{permit.Stale}");
        await TimeAsync("record", async () =>
        {
            await queue.RecordAsync([Attempted.Answered(_batch, attempt, [.. chunks])], cancellationToken);
            return true;
        });
        await TimeAsync(Status, () => new PostgresBatchStore(_database).FindAsync(_batch.BatchId, cancellationToken));
    }

    private async Task<T> TimeAsync<T>(string step, Func<Task<T>> work)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        var result = await work();
        if (!_times.TryGetValue(step, out var times)) _times[step] = times = [];
        times.Add(TimeProvider.System.GetElapsedTime(startedAt).TotalMilliseconds);
        return result;
    }
}
