using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class EvaluationTests(TestCluster cluster, ITestOutputHelper output)
{
    // Enough of each set for every field of it that is not rare; the whole sets take minutes.
    private const string RowsVariable = "GOLD_ROWS";
    private const int Rows = 60;

    [Theory]
    [InlineData("receipts_sroie")]
    [InlineData("citations_anystyle")]
    [InlineData("slots_snips")]
    [InlineData("addresses_us")]
    [InlineData("ner_ja")]
    [InlineData("ner_de")]
    public async Task What_the_models_answer_to_real_texts_is_what_arrives(string dataset)
    {
        await using var workshop = await ProgramFolder.OpenAsync(cluster);
        var rows = int.TryParse(Environment.GetEnvironmentVariable(RowsVariable), out var wished) ? wished : Rows;
        var gold = await GoldJob.WriteAsync(workshop.Folder, dataset, rows);
        await using var simulator = await OpenAsync(workshop, gold.Answers);
        var startedAt = TimeProvider.System.GetTimestamp();

        var scores = await EvaluateAsync(workshop, gold, "--pack", "1,20");

        output.WriteLine($"{dataset}: {TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds:0.0} s");
        Assert.Equal(gold.Fields.Count * 2, scores.Count);
        Assert.Equal([1, 20], scores.Select(score => (int)score!["pack"]!).Distinct());
        Assert.All(scores, score => Assert.True(
            (double)score!["f1"]! == 1 && (int)score["lost"]! == 0, score.ToJsonString()));
        Assert.Contains(scores, score => (double)score!["rows_per_request"]! > 10);
        // What is always right is learnt to be.
        Assert.All(scores.Where(score => (int)score!["confidences"]! > 0), score => Assert.InRange(
            (double)score!["brier_learnt"]!, 0, (double)score["brier"]!));
    }

    [Fact]
    public async Task The_verdict_comes_first_packs_hold_no_more_than_the_gold_and_no_number_of_a_batch_is_told()
    {
        await using var workshop = await ProgramFolder.OpenAsync(cluster);
        var gold = await GoldJob.WriteAsync(workshop.Folder, "slots_snips", 2);
        await using var simulator = await OpenAsync(workshop, gold.Answers);

        var said = (await workshop.RunAsync("eval", "--job", gold.Job, "--gold", gold.Gold)).With(0).Output;

        Assert.Contains("1 models, packs of 1, 2, 2 gold rows", said, StringComparison.Ordinal);
        Assert.Matches("\nBest: \\S+ in packs of 2: F1 1.000, 0 of 2 rows lost, 2.0 rows a request.\n", said);
        Assert.DoesNotContain("batch 1", said, StringComparison.Ordinal);
    }

    private static async Task<SimulatorProcess> OpenAsync(ProgramFolder workshop, string answers)
    {
        var pool = workshop.Folder.Write("pool.yaml", PoolText.OneModel);
        var simulator = await SimulatorProcess.StartAsync("--pool", pool, "--answers", answers);
        workshop.Set(PoolText.AddressVariable, $"{simulator.Address}v1");
        workshop.Set("BULK_POOL", pool);
        return simulator;
    }

    private static async Task<JsonArray> EvaluateAsync(ProgramFolder workshop, GoldJob gold, params string[] options)
    {
        await using var eval = workshop.Start(
            ["eval", "--job", gold.Job, "--gold", gold.Gold, "--json", .. options]);
        var said = (await eval.EndAsync(TimeSpan.FromMinutes(5))).With(0);
        return JsonNode.Parse(said.Output)!.AsArray();
    }
}
