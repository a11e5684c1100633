using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Schema;

namespace BulkExtractor.VirtualWorld;

/// <summary>
/// A provider, a ledger, a queue and some workers under virtual time: whatever happens follows from the seed, and a
/// month passes in seconds.
/// </summary>
public sealed class World
{
    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(30);

    private readonly Scenario _scenario;
    private long _workers;

    public World(Scenario scenario)
    {
        _scenario = scenario;
        Random = new Random(scenario.Seed);
        Account = new Account("router", new Uri("http://world/v1"))
        {
            Limits = new Dictionary<Tier, IReadOnlyList<Limit>>
            {
                [Tier.Free] =
                [
                    new(TimeSpan.FromSeconds(60)) { Requests = scenario.PerMinute },
                    new(null) { Requests = scenario.PerDay },
                ],
            },
        };
        Judge = new Judge(scenario, Time);
        Provider = new VirtualProvider(scenario, Time, Random, Judge);
        Queue = new VirtualQueue(Time, Judge);
        Ledger = new InMemoryPermitLedger(Time);
        Models =
        [
            .. scenario.Models.Select((_, place) =>
                new Model($"model-{place + 1}:free", Account, Tier.Free, 131_072) { MaxOutput = 8_192 }),
        ];
        foreach (var (model, nature) in Models.Zip(scenario.Models)) Provider.Add(model, nature);
        Batches = [.. Enumerable.Range(1, scenario.Batches).Select(BatchOf)];
        FillQueue();
        Ledger.DeclareAsync(
            0, [.. Models.SelectMany(LimitScope.ListToDeclare)], CancellationToken.None).GetAwaiter().GetResult();
    }

    internal VirtualTime Time { get; } = new();

    internal Random Random { get; }

    internal Account Account { get; }

    internal Judge Judge { get; }

    internal VirtualProvider Provider { get; }

    internal VirtualQueue Queue { get; }

    internal InMemoryPermitLedger Ledger { get; }

    internal InMemoryPackMemory Memory { get; } = new();

    internal IReadOnlyList<Model> Models { get; }

    internal IReadOnlyList<Batch> Batches { get; }

    /// <summary>Lets the world go on until all is read, or the time is over.</summary>
    public Chronicle Run(TimeSpan atMost)
    {
        for (var i = 0; i < _scenario.Workers; i++) Start();
        Forget();
        Time.Run(atMost, () => Queue.Open > 0);
        return new Chronicle(_scenario, Time.Now)
        {
            Open = Queue.Open,
            Failed = Queue.Failed,
            Doubles = Queue.Doubles,
            Requests = Judge.Requests,
            OverMinute = Judge.OverMinute,
            OverDay = Judge.OverDay,
            Unlucky = Judge.Unlucky,
            Wasted = Judge.Wasted,
            RowsByDay = Judge.RowsByDay,
            RequestsByDay = Judge.RequestsByDay,
            ByModel = Judge.ByModel,
            LastRowAt = Judge.LastRowAt,
        };
    }

    private void Start()
    {
        var worker = new VirtualWorker(this, ++_workers);
        Time.After(TimeSpan.FromSeconds(Random.NextDouble()), worker.Look);
        worker.Keep();
        if (_scenario.BetweenCrashes is not { } mean) return;
        Time.After(mean * -Math.Log(1 - Random.NextDouble()), () =>
        {
            if (Time.Now >= _scenario.LastFault) return;
            worker.Die();
            Time.After(Restart, Start);
        });
    }

    private void Forget()
    {
        Ledger.ForgetAsync(CancellationToken.None).GetAwaiter().GetResult();
        Time.After(TimeSpan.FromMinutes(10), Forget);
    }

    private Batch BatchOf(int number)
    {
        var fields = new FieldSchema
        {
            Types = [FieldType.Object],
            Properties = [new FieldProperty("value", new FieldSchema { Types = [FieldType.String] })],
        };
        var definition = new Definition { Name = "virtual", Instructions = "", Schema = "{}", Fields = fields };
        return new Batch(number, definition, new BatchSettings { PackIsAuto = true }, [Account.Id]);
    }

    private void FillQueue()
    {
        for (var number = 1; number <= _scenario.Documents; number++)
        {
            var batch = Batches[number % Batches.Count].BatchId;
            Queue.Add(batch, new LeasedChunk(number, batch, number, 0, 0, $"text {number}", Tokens(), 0, []));
        }
    }

    private int Tokens() => 50 + Random.Next(500);
}
