using System.Globalization;
using BulkExtractor.Basics;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Limits;
using BulkExtractor.Postgres;
using BulkExtractor.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.IntegrationTests.Limits;

public sealed class PermitDifferenceTests(TestCluster cluster)
{
    private const int Steps = 600;
    private const int Workers = 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "2026-01-27T09:00Z")]
    [InlineData(2, "2026-01-27T09:00Z")]
    [InlineData(3, "2026-03-06T12:00Z")] // spring in California two days later
    [InlineData(4, "2026-03-26T12:00Z")] // and in Berlin
    [InlineData(5, "2026-10-22T12:00Z")] // autumn in Berlin
    [InlineData(6, "2026-10-30T12:00Z")] // and in California
    public async Task The_database_grants_what_the_rules_grant_on_a_random_history(int seed, string start)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var clock = new ManualClock();
        clock.Advance(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture) - clock.GetUtcNow());
        var rules = new InMemoryPermitLedger(clock);
        await using var test = await TestDatabase.CreateAsync(cluster);
        var (database, databaseClock) = await OpenAsync(test);
        await databaseClock.SetAsync(clock.GetUtcNow());
        var workers = await AddWorkersAsync(test, rules);
        var scopes = Scopes();
        await rules.DeclareAsync(1, scopes, Token);
        await database.DeclareAsync(1, scopes, Token);
        var taken = new List<(long Rules, long Database)>();
        var weights = new Dictionary<long, int>();

        for (var step = 0; step < Steps; step++)
        {
            var span = RandomSpan(random);
            clock.Advance(span);
            await databaseClock.AdvanceAsync(span);
            if (taken.Count > 0 && random.Next(10) == 0)
            {
                var (fromRules, fromDatabase) = taken[^1];
                taken.RemoveAt(taken.Count - 1);
                await rules.ReturnAsync(fromRules, Token);
                await database.ReturnAsync(fromDatabase, Token);
            }

            if (taken.Count > 0 && random.Next(2) == 0)
            {
                var (fromRules, fromDatabase) = taken[random.Next(taken.Count)];
                taken.Remove((fromRules, fromDatabase));
                var use = RandomUse(random, weights[fromRules]);
                await rules.SettleAsync(fromRules, use, Token);
                await database.SettleAsync(fromDatabase, use, Token);
            }

            if (random.Next(15) == 0)
            {
                var (scope, pause) = (scopes[random.Next(scopes.Length)].Id, RandomPause(random));
                await rules.PauseAsync(scope, pause, Token);
                await database.PauseAsync(scope, pause, Token);
            }

            if (random.Next(25) == 0)
            {
                var (scope, told) = (scopes[random.Next(scopes.Length)], random.Next(1, 60));
                var limit = scope.Tokens is null ? told : told * 100;
                await rules.LearnAsync(scope.Id, limit, Token);
                await database.LearnAsync(scope.Id, limit, Token);
            }

            if (taken.Count > 0 && random.Next(8) == 0)
            {
                var (fromRules, fromDatabase) = taken[random.Next(taken.Count)];
                IReadOnlyList<ScopeId> calmed = [.. scopes.Select(scope => scope.Id)];
                await rules.CloseAsync(fromRules, calmed, Token);
                await database.CloseAsync(fromDatabase, calmed, Token);
            }

            if (random.Next(4) == 0) await workers[random.Next(Workers)]();
            var round = Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomRequest(random, scopes)).ToList();
            var answers = (await ((IPermitLedger)rules).TakeAllAsync(round, Token))
                .Zip(await database.TakeAllAsync(round, Token));
            foreach (var (request, (expected, actual)) in round.Zip(answers))
            {
                Assert.Equal(expected.AttemptId is null, actual.AttemptId is null);
                Assert.Equal(expected.HalfOpen, actual.HalfOpen);
                Assert.Equal(expected.Wait?.TotalSeconds ?? 0, actual.Wait?.TotalSeconds ?? 0, tolerance: 0.001);
                if (expected.AttemptId is null) continue;
                taken.Add((expected.AttemptId.Value, actual.AttemptId!.Value));
                weights[expected.AttemptId.Value] = request.Weights.Count;
            }

            if (step % 50 == 0) await AssertSameUseAsync(rules, database, scopes);
        }
    }

    private static async Task AssertSameUseAsync(
        InMemoryPermitLedger rules, PostgresPermitLedger database, IReadOnlyList<LimitScope> scopes)
    {
        ScopeId[] ids = [.. scopes.Skip(1).Select(scope => scope.Id)]; // the first bounds nothing
        var expected = (await rules.ReadAsync(ids, Token)).OrderBy(use => use.Id.ToString(), StringComparer.Ordinal);
        var actual = (await database.ReadAsync(ids, Token)).OrderBy(use => use.Id.ToString(), StringComparer.Ordinal);
        Assert.Equal(expected, actual);
    }

    // What each of them says when it is still there.
    private static async Task<IReadOnlyList<Func<Task>>> AddWorkersAsync(TestDatabase test, InMemoryPermitLedger rules)
    {
        var registry = new PostgresWorkerRegistry(new Postgres.Database(
            test.DataSource, TimeProvider.System, NullLogger<Postgres.Database>.Instance));
        var workers = new List<Func<Task>>();
        while (workers.Count < Workers)
        {
            var worker = await registry.AddAsync(["a"], null, Token);
            rules.See(worker);
            workers.Add(() =>
            {
                rules.See(worker);
                return registry.KeepAsync(worker, Token);
            });
        }

        return workers;
    }

    private async Task<(PostgresPermitLedger Ledger, ManualDatabaseClock Clock)> OpenAsync(TestDatabase test)
    {
        await test.ExecuteAsync(
            """
            insert into bulk.definitions (hash, name, body) values ('', 'job', '{}');
            insert into bulk.batches (definition_id, job, source, columns, settings, accounts, pool, simulated, state)
            values (1, 'job', 'test', '{}', '{}', '{}', '', true, 'extracting');
            """);
        var clock = await ManualDatabaseClock.InstallAsync(test.DataSource);
        var database = new Postgres.Database(
            test.DataSource, TimeProvider.System, NullLogger<Postgres.Database>.Instance);
        return (new PostgresPermitLedger(database), clock);
    }

    private static LimitScope[] Scopes() =>
    [
        new(ScopeId.Parse("account a")),
        new(ScopeId.Parse("account a free per 60s"), 5, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(3)),
        new(ScopeId.Parse("account a free per day"), 60),
        new(ScopeId.Parse("account a free tokens per 60s"), null, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(3))
        {
            Tokens = 1_000,
        },
        new(ScopeId.Parse("account a free tokens per day")) { Tokens = 20_000 },
        new(ScopeId.Parse("account a parallel")) { Parallel = 3 },
        new(ScopeId.OfBudget(1)) { Cost = 10 },
        new(ScopeId.Parse("model a m per 2s"), 1, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)),
        new(ScopeId.Parse("model a m parallel")) { Parallel = 2 },
        new(ScopeId.Parse("model a m per minute"), 4, TimeSpan.FromSeconds(60)) { Aligned = true },
        new(ScopeId.Parse("model a m input_tokens per minute"), null, TimeSpan.FromSeconds(60))
        {
            Tokens = 900,
            Aligned = true,
        },
        new(ScopeId.Parse("model a m per day"), 40) { Calendar = In("America/Los_Angeles") },
        new(ScopeId.Parse("model a m units per day")) { Tokens = 9_000, Calendar = In("Europe/Berlin") },
        new(ScopeId.Parse("account a group large per month"), 90) { Calendar = In("Europe/Berlin", monthly: true) },
        new(ScopeId.Parse("account a free units per month"))
        {
            Tokens = 30_000,
            Calendar = In("America/Los_Angeles", monthly: true),
        },
    ];

    private static CalendarWindow In(string zone, bool monthly = false) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(zone), monthly);

    private static PermitRequest RandomRequest(Random random, IReadOnlyList<LimitScope> scopes)
    {
        var chosen = scopes.Where(_ => random.Next(2) == 0).Select(scope => scope.Id).ToList();
        var weights = chosen.Select(_ => random.Next(20) == 0 ? 40_000 : random.Next(0, 500)).ToList();
        return new PermitRequest(random.Next(Workers) + 1, 1, "a", "m", chosen, [], [])
        {
            Weights = random.Next(4) == 0 ? [] : weights, // a worker of an older version tells none
            Tokens = random.Next(20) == 0 ? 1_500 : random.Next(0, 400),
            Cost = random.Next(0, 60) / 100m,
        };
    }

    private static RequestUse RandomUse(Random random, int scopes)
    {
        int? tokens = random.Next(4) == 0 ? null : random.Next(0, 400);
        return new RequestUse(tokens, random.Next(4) == 0 ? null : random.Next(0, 40) / 100m)
        {
            Weights = tokens is null ? [] : [.. Enumerable.Range(0, scopes).Select(_ => random.Next(0, 500))],
        };
    }

    private static ScopePause RandomPause(Random random) =>
        ScopePause.For(TimeSpan.FromSeconds(random.Next(1, 30)), "busy") with
        {
            Trial = TimeSpan.FromSeconds(random.Next(1, 60)),
        };

    private static TimeSpan RandomSpan(Random random) => random.Next(20) switch
    {
        0 => TimeSpan.FromHours(random.Next(1, 9)),
        < 5 => TimeSpan.FromSeconds(random.Next(1, 60)),
        _ => TimeSpan.FromMilliseconds(random.Next(0, 4_000)),
    };
}
