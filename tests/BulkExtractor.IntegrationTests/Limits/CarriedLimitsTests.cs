using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Limits;
using BulkExtractor.Postgres;

namespace BulkExtractor.IntegrationTests.Limits;

/// <summary>What was counted before requests had weights and days had zones.</summary>
public sealed class CarriedLimitsTests(TestCluster cluster)
{
    private const string Before = "0012";

    private static readonly LimitScope Window =
        new(ScopeId.Parse("account a free tokens per 60s"), null, TimeSpan.FromSeconds(60)) { Tokens = 1_000 };

    private static readonly LimitScope Day = new(ScopeId.Parse("account a free tokens per day")) { Tokens = 5_000 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_under_way_is_settled_and_what_was_used_still_counts()
    {
        await using var test = await TestDatabase.CreateAsync(cluster, migrated: false);
        await Migrations.ApplyAsync(test.Retrying, Earlier(), Token);
        await test.ExecuteAsync(
            """
            insert into bulk.definitions (hash, name, body) values ('', 'job', '{}');
            insert into bulk.batches (definition_id, job, source, columns, settings, accounts, pool, simulated, state)
            values (1, 'job', 'test', '{}', '{}', '{}', '', true, 'extracting');
            insert into bulk.limit_scopes (scope, tokens, span)
            values ('account a free tokens per 60s', 1000, '60 s'), ('account a free tokens per day', 5000, null);
            select bulk.take_permits(
              array['account a free tokens per 60s', 'account a free tokens per day'],
              '[{"scopes": ["account a free tokens per 60s", "account a free tokens per day"], "worker": 1, "batch": 1,
                 "account": "a", "model": "m", "chunks": [], "leases": [], "tokens": 700, "cost": 0}]');
            """);

        await Migrations.ApplyAsync(test.Retrying, Token);

        var ledger = new PostgresPermitLedger(test.Retrying);
        Assert.Equal([700, 700], await UsedAsync());
        await ledger.SettleAsync(1, new RequestUse(400, null) { Weights = [400, 400] }, Token);
        Assert.Equal([400, 400], await UsedAsync());
        await ledger.DeclareAsync(1, [Window, Day], Token);
        var next = new PermitRequest(1, 1, "a", "m", [Window.Id, Day.Id], [], []) { Weights = [601, 601] };
        Assert.Equal(Window.Id, (await ledger.TakeAsync(next, Token)).RefusedBy);
        Assert.NotNull((await ledger.TakeAsync(next with { Weights = [600, 600] }, Token)).AttemptId);

        async Task<IEnumerable<int>> UsedAsync()
        {
            var uses = await ledger.ReadAsync([Window.Id, Day.Id], Token);
            return new[] { Window.Id, Day.Id }.Select(id => uses.Single(use => use.Id == id).Used);
        }
    }

    private static Migration[] Earlier() =>
    [
        .. Statement.List("migrations")
            .Where(file => string.CompareOrdinal(Path.GetFileName(file), Before) < 0)
            .Select(file => Migration.Parse(file, Statement.ReadFile(file))),
    ];
}
