using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Quality;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class CalibrationTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Documents = 500;
    private const string Noisy = "price";

    // Two of five orders are told with the quantity for the price.
    private const double Accuracy = 0.6;

    [Fact]
    public async Task Sentinels_teach_how_sure_the_values_of_a_misread_field_are()
    {
        var workshop = await ProgramFolder.OpenAsync(cluster);
        var orders = OrderSet.Write(workshop.Folder, Documents, misprices: number => number % 5 < 2);
        orders.AddSentinels("25%", rows: 10);
        await using var site = await SimulatedSite.OpenAsync(workshop, orders, PoolText.OneModel);

        var before = await GradeAsync(workshop, orders);
        var after = await GradeAsync(workshop, orders);

        output.WriteLine(
            $"{Documents} documents, {Noisy}: {Of(before)} → {Of(after)}\n"
            + $"all fields: {Reliability.Measure(before)} → {Reliability.Measure(after)}");
        Assert.Equal(Accuracy, after.Where(field => field.Field == Noisy).Average(field => field.Truth), 2);
        Assert.All(after, field => Assert.InRange(
            field.Confidence, field.Field == Noisy ? Accuracy - 0.05 : 0.8, field.Field == Noisy ? Accuracy + 0.1 : 1));
        Assert.InRange(Of(after)!.CalibrationError, 0, 0.1);

        static Reliability? Of(IReadOnlyList<GradedField> read) =>
            Reliability.Measure([.. read.Where(field => field.Field == Noisy)]);
    }

    private static async Task<IReadOnlyList<GradedField>> GradeAsync(ProgramFolder workshop, OrderSet orders)
    {
        var submit = await workshop.RunAsync("submit", orders.Csv, "--job", orders.Job, "--fresh", "--wait", "--json");
        var batch = (string)JsonNode.Parse(submit.With(0).Output)!["batch"]!;
        var export = Path.Combine(workshop.Folder.Path, $"{batch}.jsonl");
        (await workshop.RunAsync("export", batch, "--format", "jsonl", "--out", export)).With(0);
        return await orders.GradeAsync(export);
    }
}
