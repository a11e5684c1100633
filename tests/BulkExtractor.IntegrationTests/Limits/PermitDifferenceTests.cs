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
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_database_grants_what_the_rules_grant_on_a_random_history(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var clock = new ManualClock();
        var rules = new InMemoryPermitLedger(clock);
        await using var test = await TestDatabase.CreateAsync(cluster);
        var (database, databaseClock) = await OpenAsync(test);
        await databaseClock.SetAsync(clock.GetUtcNow());
        var workers = await AddWorkersAsync(test, rules);
        var scopes = Scopes();
        await rules.DeclareAsync(1, scopes, Token);
        await database.DeclareAsync(1, scopes, Token);
        var taken = new List<(long Rules, long Database)>();

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
                var use = RandomUse(random);
                await rules.SettleAsync(fromRules, use, Token);
                await database.SettleAsync(fromDatabase, use, Token);
            }

            if (random.Next(15) == 0)
            {
                var (scope, pause) = (scopes[random.Next(scopes.Length)].Id, RandomPause(random));
                await rules.PauseAsync(scope, pause, Token);
                await database.PauseAsync(scope, pause, Token);
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
            foreach (var (expected, actual) in answers)
            {
                Assert.Equal(expected.AttemptId is null, actual.AttemptId is null);
                Assert.Equal(expected.HalfOpen, actual.HalfOpen);
                Assert.Equal(expected.Wait?.TotalSeconds ?? 0, actual.Wait?.TotalSeconds ?? 0, tolerance: 0.001);
                if (expected.AttemptId is not null) taken.Add((expected.AttemptId.Value, actual.AttemptId!.Value));
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
    ];

    private static PermitRequest RandomRequest(Random random, IReadOnlyList<LimitScope> scopes)
    {
        var chosen = scopes.Where(_ => random.Next(2) == 0).Select(scope => scope.Id).ToList();
        return new PermitRequest(random.Next(Workers) + 1, 1, "a", "m", chosen, [], [])
        {
            Tokens = random.Next(20) == 0 ? 1_500 : random.Next(0, 400),
            Cost = random.Next(0, 60) / 100m,
        };
    }

    private static RequestUse RandomUse(Random random) => new(
        random.Next(4) == 0 ? null : random.Next(0, 400),
        random.Next(4) == 0 ? null : random.Next(0, 40) / 100m);

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
