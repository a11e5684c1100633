using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Packing;
using BulkExtractor.Schema;

namespace BulkExtractor.VirtualWorld;

/// <summary>
/// Providers, a ledger, a queue and some workers under virtual time: whatever happens follows from the seed, and a
/// month passes in seconds.
/// </summary>
public sealed class World
{
    private const double TokensOfLetter = 0.28;
    private const int TokensOfField = 25;

    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(30);

    private readonly Scenario _scenario;
    private long _workers;

    public World(Scenario scenario)
    {
        _scenario = scenario;
        Random = new Random(scenario.Seed);
        Time = new VirtualTime(scenario.Start);
        Played = scenario.Accounts.Count > 0 ? scenario.Accounts : [OneRouter.Play(scenario)];
        Judge = new Judge(Time);
        Provider = new VirtualProvider(scenario, Played, Time, Random, Judge);
        Queue = new VirtualQueue(Time, Judge);
        Ledger = new InMemoryPermitLedger(Time);
        Batches = [.. Enumerable.Range(1, scenario.Batches).Select(BatchOf)];
        FillQueue();
        Ledger.DeclareAsync(
            0, [.. Models.SelectMany(LimitScope.ListToDeclare)], CancellationToken.None).GetAwaiter().GetResult();
    }

    internal VirtualTime Time { get; }

    internal Random Random { get; }

    internal IReadOnlyList<PlayedAccount> Played { get; }

    internal IReadOnlyList<Account> Accounts => [.. Played.Select(played => played.Account)];

    internal IReadOnlyList<Model> Models => [.. Played.SelectMany(played => played.Models).Select(one => one.Model)];

    internal Judge Judge { get; }

    internal VirtualProvider Provider { get; }

    internal VirtualQueue Queue { get; }

    internal InMemoryPermitLedger Ledger { get; }

    internal InMemoryPackMemory Memory { get; } = new();

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
            Crowded = Judge.Crowded,
            Unlucky = Judge.Unlucky,
            Wasted = Judge.Wasted,
            RowsByDay = Judge.RowsByDay,
            RequestsByDay = Judge.RequestsByDay,
            ByModel = Judge.ByModel,
            Refusals = Judge.Refusals,
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
            Properties = [new FieldProperty("value", Text), .. Others(_scenario.TokensOfAnswer)],
        };
        var bare = new Definition { Name = "virtual", Instructions = "", Schema = "{}", Fields = fields };
        var missing = _scenario.Overhead - Prompt.OverheadTokens(bare);
        var definition = bare with { Instructions = new string('a', (int)(Math.Max(0, missing) / TokensOfLetter)) };
        return new Batch(
            number, definition, new BatchSettings { PackIsAuto = true }, [.. Accounts.Select(account => account.Id)]);
    }

    private static FieldSchema Text => new() { Types = [FieldType.String] };

    // As many as make an answer of such a length look likely.
    private static IEnumerable<FieldProperty> Others(int? tokens) =>
        Enumerable.Range(1, tokens / TokensOfField ?? 0).Select(number => new FieldProperty($"other{number}", Text));

    private void FillQueue()
    {
        for (var number = 1; number <= _scenario.Documents; number++)
        {
            var batch = Batches[number % Batches.Count].BatchId;
            Queue.Add(batch, new LeasedChunk(number, batch, number, 0, 0, $"text {number}", Tokens(), 0, []));
        }
    }

    private int Tokens() => _scenario.TokensOfDocument - PackBudget.TagTokens ?? 50 + Random.Next(500);
}
