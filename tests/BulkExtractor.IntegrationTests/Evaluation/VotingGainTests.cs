using BulkExtractor.Batches;
using BulkExtractor.Evaluation;
using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Pipeline;
using BulkExtractor.Jobs;
using BulkExtractor.Review;
using BulkExtractor.Schema;

namespace BulkExtractor.IntegrationTests.Evaluation;

/// <summary>
/// What votes are worth: three models of which each gets single values wrong, on receipts with known fields.
/// </summary>
public sealed class VotingGainTests(TestCluster cluster, ITestOutputHelper output) : PipelineTests(cluster)
{
    private const int Seed = 20_260_704;
    private const int Documents = 300;
    private const double Errors = 0.15;

    private const string Schema = """
        { "type": "object", "additionalProperties": false, "required": ["company", "date", "address", "total"],
          "properties": {
            "company": { "type": ["string", "null"] }, "date": { "type": ["string", "null"] },
            "address": { "type": ["string", "null"] }, "total": { "type": ["string", "null"] } } }
        """;

    private static readonly Definition Receipts =
        new() { Name = "receipts", Schema = Schema, Fields = SchemaReader.Read("schema.json", Schema) };

    [Fact(Timeout = 10 * Timeout)]
    public async Task Votes_where_needed_gain_most_of_what_votes_on_everything_do_for_fewer_requests()
    {
        var gold = await GoldAsync();
        Client.Reply = new NoisyModels(gold.Rows, Seed, Errors).Reply;
        await StartAsync(Model("one"), Model("two"), Model("three"));

        var one = await MeasureAsync("1", gold, new VotingOptions());
        var needed = await MeasureAsync("3 where needed", gold, new VotingOptions { Votes = 3 });
        var all = await MeasureAsync("3 on everything", gold, new VotingOptions { Votes = 3, Everywhere = true });

        Assert.InRange(one.F1, 0.8, 0.9);
        Assert.True(needed.F1 > one.F1 + 0.04, $"votes where needed gain {needed.F1 - one.F1:0.000}");
        Assert.True(all.F1 > needed.F1, $"votes on everything lose {needed.F1 - all.F1:0.000}");
        Assert.True(
            needed.Requests < all.Requests,
            $"{needed.Requests} requests where needed, {all.Requests} on everything");
    }

    private async Task<(double F1, int Requests)> MeasureAsync(string votes, GoldSet gold, VotingOptions inquiry)
    {
        var settings = new BatchSettings { Pack = 20, Fresh = true, Inquiry = inquiry };
        var batch = await Shop.AddAsync(
            TestApp.New(settings) with { Definition = Receipts }, [.. gold.Rows.Select(row => row.Text)]);
        var progress = await FinishAsync(batch);
        var answers = await Shop.Results.ReadAsync(batch, null, Token)
            .Select(row => row.Answer)
            .ToListAsync(Token);
        var score = ModelScore.Calculate(("three models", 20), Receipts.Fields, gold, answers, progress.Requests);
        output.WriteLine(
            $"seed {Seed}, {Documents} receipts, votes {votes}: F1 {score.Overall.F1:0.000}, "
            + $"{progress.Requests} requests, {score.Overall.Reliability}, learnt {score.Overall.Learnt}");
        return (score.Overall.F1, progress.Requests);
    }

    private static async Task<GoldSet> GoldAsync()
    {
        var file = Path.Combine(SharedFolder.Find("receipts_sroie"), "gold.jsonl");
        var gold = await GoldSet.ReadAsync(file, Receipts.Fields, Token);
        return gold with { Rows = [.. gold.Rows.DistinctBy(row => row.Text).Take(Documents)] };
    }
}
