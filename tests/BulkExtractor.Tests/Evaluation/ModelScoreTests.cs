using System.Text.Json.Nodes;
using BulkExtractor.Evaluation;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Evaluation;

public sealed class ModelScoreTests
{
    private static readonly GoldSet Gold = new(
        "gold.jsonl",
        [
            new GoldRow("one", new JsonObject { ["name"] = "Ada", ["city"] = "London" }),
            new GoldRow("two", new JsonObject { ["name"] = "Alan" }),
        ],
        []);

    [Fact]
    public void Every_field_of_the_job_is_scored_in_its_order()
    {
        var score = Score(new() { ["name"] = "Ada", ["city"] = "London" }, new() { ["name"] = "Alan" });

        Assert.Equal([("name", 2, 1.0), ("city", 1, 1.0)], score.Fields.Select(f => (f.Field, f.Gold, f.F1)));
        Assert.Equal((2.0, 1.0), (score.RowsPerRequest, score.Overall.F1));
    }

    [Fact]
    public void A_lost_row_counts_as_missed_in_all_its_fields()
    {
        var score = Score(null, new() { ["name"] = "Alan" });

        Assert.Equal((1, 1.0), (score.Lost, score.RowsPerRequest));
        Assert.Equal([0.5, 0.0], score.Fields.Select(field => field.Recall));
        Assert.Equal([1.0, 1.0], score.Fields.Select(field => field.Precision));
    }

    [Fact]
    public void The_page_shows_each_model_and_escapes_what_others_wrote()
    {
        var score = Score(new() { ["name"] = "Ada" }, null) with { Model = "<b>m</b>" };

        var page = ScorePage.Write("adverts", "gold & more.jsonl", DateTimeOffset.UnixEpoch, [score]);

        Assert.Contains("&lt;b&gt;m&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("gold &amp; more.jsonl", page, StringComparison.Ordinal);
        Assert.Contains("--v:0.667", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
    }

    private static ModelScore Score(params JsonObject?[] answers) =>
        ModelScore.Of(("m", 5), Some.Object(("name", Some.Text), ("city", Some.Text)), Gold, answers, requests: 1);
}
