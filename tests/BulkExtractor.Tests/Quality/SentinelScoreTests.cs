using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Quality;

namespace BulkExtractor.Tests.Quality;

public sealed class SentinelScoreTests
{
    [Theory]
    [InlineData("\"Ada\"", "\"Ada\"", 1, 0, 0)]
    [InlineData("\"Ada\"", "\" ada \"", 1, 0, 0)]
    [InlineData("\"Ada\"", "\"Bob\"", 0, 1, 0)]
    [InlineData("\"Ada\"", "null", 0, 0, 1)]
    [InlineData("null", "\"Bob\"", 0, 1, 0)]
    [InlineData("null", "null", 1, 0, 0)]
    [InlineData("[1, 2]", "[2, 1]", 1, 0, 0)]
    [InlineData("[1, 2]", "[1]", 0, 1, 0)]
    [InlineData("[1, 2]", "[1, 2, 3]", 0, 1, 0)]
    [InlineData("[1, 2]", "[]", 0, 0, 1)]
    public void A_field_is_right_wrong_or_missed(string gold, string said, int right, int wrong, int missed) =>
        Assert.Equal([new SentinelScore("name", right, wrong, missed)], Score((gold, said)));

    [Fact]
    public void The_sentinels_of_a_request_are_counted_together() =>
        Assert.Equal([new SentinelScore("name", 2, 1, 0)], Score(("1", "1"), ("2", "2"), ("3", "4")));

    [Fact]
    public void What_the_program_was_sure_of_is_counted_apart_from_what_it_doubted()
    {
        (JsonObject, JsonObject, Evidence) Read(string said, double? confidence) =>
            (Fields("1"), Fields(said), confidence is { } sure ? Found(sure) : Evidence.Nothing);

        var scores = SentinelScore.Compare(
            Some.Object(("name", Some.Text)), [Read("1", 0.97), Read("2", 0.97), Read("3", 0.25), Read("null", null)]);

        Assert.Equal(
            [
                new SentinelScore("name", 1, 1, 0) { Confidence = 0.97 },
                new SentinelScore("name", 0, 1, 0) { Confidence = 0.25 },
                new SentinelScore("name", 0, 0, 1),
            ],
            scores);
    }

    [Fact]
    public void Without_an_answer_nothing_is_scored() => Assert.Empty(Score());

    private static IReadOnlyList<SentinelScore> Score(params (string Gold, string Said)[] answers) =>
        SentinelScore.Compare(
            Some.Object(("name", Some.Text)),
            [.. answers.Select(one => (Fields(one.Gold), Fields(one.Said), Evidence.Nothing))]);

    private static Evidence Found(double confidence) => Evidence.From(
        new Dictionary<string, SourceSpan>
        {
            ["/name"] = new SourceSpan(0, 1, MatchKind.Exact) { Confidence = confidence },
        },
        []);

    private static JsonObject Fields(string value) => new() { ["name"] = JsonNode.Parse(value) };
}
