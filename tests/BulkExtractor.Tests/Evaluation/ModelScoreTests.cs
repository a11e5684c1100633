using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Evaluation;
using BulkExtractor.Jobs;
using BulkExtractor.Quality;

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
    public void A_row_that_was_answered_with_an_equal_one_is_none_that_a_request_brought()
    {
        var score = Score(new() { ["name"] = "Ada" }, new() { ["name"] = "Alan" }) with { Cached = 1 };

        Assert.Equal(1.0, score.RowsPerRequest);
    }

    [Fact]
    public void What_had_a_confidence_is_graded_row_by_row()
    {
        var score = Grade(Said("Ada", 0.97), Said("Bob", 0.25));

        Assert.Equal(
            [new GradedField("name", 0, 0.97, true), new GradedField("name", 1, 0.25, false)], score.Fields[0].Graded);
        Assert.Empty(score.Fields[1].Graded);
        Assert.Equal(score.Fields[0].Reliability, score.Overall.Reliability);
    }

    [Fact]
    public void The_page_tells_how_far_confidences_are_from_the_truth()
    {
        var page = ScorePage.Write("adverts", "gold.jsonl", default, [Grade(Said("Ada", 0.97), Said("Bob", 0.25))]);

        Assert.Contains("<th scope=\"col\">ECE</th>", page, StringComparison.Ordinal);
        Assert.Contains("<td>0.1400</td><td>0.0317</td>", page, StringComparison.Ordinal);
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

    private static ExtractedAnswer Said(string name, double confidence) => new(
        "m",
        new() { ["name"] = name },
        Evidence.From(
            new Dictionary<string, SourceSpan>
            {
                ["/name"] = new SourceSpan(0, 1, MatchKind.Exact) { Confidence = confidence },
            },
            []));

    private static ModelScore Score(params JsonObject?[] answers) =>
        Grade([.. answers.Select(fields =>
            fields is null ? null : new ExtractedAnswer("m", fields, Evidence.Nothing))]);

    private static ModelScore Grade(params ExtractedAnswer?[] answers) =>
        ModelScore.Calculate(
            ("m", 5), Some.Object(("name", Some.Text), ("city", Some.Text)), Gold, answers, requests: 1);
}
