using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Evaluation;
using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Jobs;
using BulkExtractor.Review;
using BulkExtractor.Schema;
using BulkExtractor.Tests;

namespace BulkExtractor.IntegrationTests.Pipeline;

/// <summary>Two models, of which one takes another figure of the text for the total in two of five documents.</summary>
public sealed class CalibrationTests(TestCluster cluster, ITestOutputHelper output) : PipelineTests(cluster)
{
    private const string Noisy = "noisy";
    private const string Right = "right";
    private const double Accuracy = 0.6;
    private const int Documents = 150;

    private const string Schema = """
        { "type": "object", "required": ["name", "total"],
          "properties": { "name": { "type": "string" }, "total": { "type": "integer" } } }
        """;

    private static readonly Definition Orders =
        Some.Definition() with { Schema = Schema, Fields = SchemaReader.Read("schema.json", Schema) };

    private static readonly GoldSet Texts =
        new("orders", [.. Enumerable.Range(101, Documents).Select(number => Row("Order", number))], []);

    // So few that any run of them has its share of misread ones, whichever ride.
    private static readonly GoldRow[] Gold = [.. Enumerable.Range(301, 5).Select(number => Row("Gold", number))];

    [Fact(Timeout = Timeout)]
    public async Task A_misread_field_is_as_sure_as_it_was_measured_and_what_is_read_rightly_keeps_its_confidence()
    {
        Client.Reply = Reply;
        await StartAsync(Model(Noisy), Model(Right));
        var before = await ScoreAsync(Noisy);
        await ScoreAsync(Right);

        var (noisy, right) = (await ScoreAsync(Noisy), await ScoreAsync(Right));

        output.WriteLine($"total by {Noisy}: {before.Fields[1].Reliability} → {noisy.Fields[1].Reliability}");
        Assert.All(noisy.Fields[1].Graded, total => Assert.InRange(total.Confidence, Accuracy - 0.05, Accuracy + 0.1));
        Assert.InRange(noisy.Fields[1].Reliability!.CalibrationError, 0, 0.1);
        Assert.All(noisy.Fields[0].Graded, name => Assert.InRange(name.Confidence, 0.97, 1));
        Assert.All(right.Overall.Graded, value => Assert.InRange(value.Confidence, 0.95, 1));
    }

    [Fact(Timeout = Timeout)]
    public async Task Votes_go_on_from_what_was_measured()
    {
        Client.Reply = Reply;
        await StartAsync(Model(Noisy), Model(Right));
        await ScoreAsync(Noisy);
        await ScoreAsync(Right);

        var voted = await ScoreAsync([Noisy, Right], new VotingOptions { Votes = 2, Everywhere = true });

        // On a tie the surer one wins: no value that the right model gave is lost to the noisy one.
        Assert.Equal(1, voted.Overall.F1);
    }

    private Task<ModelScore> ScoreAsync(string model) => ScoreAsync([model], new VotingOptions());

    private async Task<ModelScore> ScoreAsync(string[] models, VotingOptions inquiry)
    {
        var settings = new BatchSettings
        {
            Pack = 10,
            Fresh = true,
            Sentinel = 0.4,
            Models = models,
            Inquiry = inquiry,
        };
        var batch = await Shop.AddAsync(
            TestApp.New(settings) with { Definition = Orders, Gold = Gold }, [.. Texts.Rows.Select(row => row.Text)]);
        var progress = await FinishAsync(batch);
        var answers = await Shop.Results.ReadAsync(batch, null, Token)
            .Select(row => row.Answer)
            .ToListAsync(Token);
        return ModelScore.Calculate((string.Join(", ", models), 10), Orders.Fields, Texts, answers, progress.Requests);
    }

    private static GoldRow Row(string name, int number) => new(
        $"{name} {number}: {number + 1000} in all, {number + 5000} before",
        new() { ["name"] = $"{name} {number}", ["total"] = number + 1000 });

    private static ModelReply Reply(Pack pack) => new()
    {
        Status = 200,
        Content = new JsonObject
        {
            ["documents"] = new JsonArray([.. pack.Chunks.Select(chunk => new JsonObject
            {
                ["id"] = chunk.Id,
                ["fields"] = Fields(chunk.Chunk.Text, isNoisy: pack.Model.Id == Noisy),
            })]),
        }.ToJsonString(),
    };

    private static JsonObject Fields(string text, bool isNoisy)
    {
        var name = text.Split(':')[0];
        var number = int.Parse(name.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        return new() { ["name"] = name, ["total"] = number + (isNoisy && number % 5 < 2 ? 5000 : 1000) };
    }
}
