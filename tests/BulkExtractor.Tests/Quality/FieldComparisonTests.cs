using System.Text.Json.Nodes;
using BulkExtractor.Quality;

namespace BulkExtractor.Tests.Quality;

public sealed class FieldComparisonTests
{
    [Theory]
    [InlineData("\"Ada\"", "\"Ada\"")]
    [InlineData("\"Ada\"", "\" Ada\\n\"")]
    [InlineData("9", "9.0")]
    [InlineData("[\"b\", \"a\"]", "[\"a\", \"b\"]")]
    [InlineData("""{"a": 1, "b": null}""", """{"a": 1}""")]
    public void Values_that_differ_in_nothing_but_blanks_order_and_emptiness_are_right(string gold, string said) =>
        Assert.Equal((1, 1, 1), F1Of(Compare(gold, said)));

    [Theory]
    [InlineData("null", "\"\"")]
    [InlineData("[]", "null")]
    [InlineData("\" \"", "null")]
    [InlineData("{}", "[\"\"]")]
    public void Nothing_is_the_same_in_every_form(string gold, string said)
    {
        var score = Compare(gold, said);

        Assert.Equal((0, 0), (score.Gold, score.Said));
        Assert.Equal(1, score.F1);
    }

    [Theory]
    [InlineData("\"Café Müller, Berlin.\"", "\"CAFE MULLER  BERLIN\"")]
    [InlineData("\"9\"", "9")]
    public void Case_accents_and_punctuation_make_a_value_wrong_but_not_in_its_normal_form(string gold, string said)
    {
        var score = Compare(gold, said);

        Assert.Equal((0, 1, 1), F1Of(score));
        Assert.Equal((1, 0, 0), (score.Wrong, score.Missed, score.Hallucinated));
    }

    [Fact]
    public void Punctuation_between_digits_is_no_nothing() =>
        Assert.Equal(0, Compare("\"1.5\"", "\"15\"").NormalisedF1);

    [Fact]
    public void A_misspelt_value_counts_by_how_alike_it_is()
    {
        var score = Compare("\"Philadelphia\"", "\"Philadelpia\"");

        Assert.Equal((0, 0), (score.F1, score.NormalisedF1));
        Assert.Equal(11.0 / 12, score.FuzzyF1, 6);
    }

    [Fact]
    public void A_value_where_the_gold_has_none_is_hallucinated()
    {
        var score = Compare("null", "\"Ada\"");

        Assert.Equal((1, 0, 0), (score.Hallucinated, score.Missed, score.Wrong));
        Assert.Equal((0.0, 1.0, 0.0), (score.Precision, score.Recall, score.F1));
    }

    [Fact]
    public void A_value_that_was_not_given_is_missed()
    {
        var score = Compare("\"Ada\"", "null");

        Assert.Equal((0, 1, 0), (score.Hallucinated, score.Missed, score.Wrong));
        Assert.Equal((1.0, 0.0, 0.0), (score.Precision, score.Recall, score.F1));
    }

    [Fact]
    public void Every_item_of_a_list_is_a_value()
    {
        var score = Compare("""["Ada", "Grace", "Alan"]""", """["Ada", "Gracy", "Linus"]""");

        Assert.Equal((3, 3, 1), (score.Gold, score.Said, score.Exact));
        Assert.Equal((1, 1, 1), (score.Wrong, score.Missed, score.Hallucinated));
    }

    [Fact]
    public void An_item_said_twice_is_right_once()
    {
        var score = Compare("""["Ada"]""", """["Ada", "Ada"]""");

        Assert.Equal((1, 1), (score.Exact, score.Hallucinated));
        Assert.Equal(0.5, score.Precision);
    }

    [Fact]
    public void Lists_too_long_to_pair_are_still_counted()
    {
        var gold = new JsonArray([.. Enumerable.Range(0, 5_000).Select(n => JsonValue.Create($"a{n}"))]);
        var said = new JsonArray([.. Enumerable.Range(0, 5_000).Select(n => JsonValue.Create($"b{n}"))]);

        var score = FieldComparison.Compare("field", gold, said);

        Assert.Equal((5_000, 5_000, 0), (score.Missed, score.Hallucinated, score.Wrong));
    }

    private static FieldScore Compare(string gold, string said) =>
        FieldComparison.Compare("field", Some.Json(gold), Some.Json(said));

    private static (double, double, double) F1Of(FieldScore score) => (score.F1, score.NormalisedF1, score.FuzzyF1);
}
