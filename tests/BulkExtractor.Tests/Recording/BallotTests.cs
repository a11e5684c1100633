using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Jobs.Rules;
using BulkExtractor.Recording;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Recording;

public sealed class BallotTests
{
    private static readonly FieldSchema Fields = Some.Object(
        ("total", Some.Number), ("net", Some.Number), ("items", new FieldSchema { Types = [FieldType.Array] }));

    private static readonly Definition Job =
        Some.Definition(Fields) with { Rules = [Rule.Parse("total >= net", Fields)] };

    private static readonly VotingOptions ThreeVotes = new() { Votes = 3 };

    [Fact]
    public void An_answer_with_nothing_doubtful_needs_no_other() =>
        Assert.Null(Count(ThreeVotes, Said("a", """{"total":5,"net":4}""")).Next);

    [Theory]
    [InlineData("""{"total":5,"net":4}""", "total", "total")]
    [InlineData("""{"total":5,"net":9}""", "", "total,net")]
    public void Another_model_is_asked_for_what_is_doubtful_or_breaks_a_rule(
        string fields, string doubtful, string open)
    {
        var ballot = Count(ThreeVotes, Said("a", fields, doubtful));

        Assert.Equal(["key a"], ballot.Next!.AnsweredBy);
        Assert.Null(ballot.Next.Fields);
        Assert.Equal(open, string.Join(',', ballot.Open));
    }

    [Fact]
    public void A_field_that_a_model_is_known_to_get_wrong_is_asked_of_another()
    {
        var terms = new OutcomeTerms(Job, ThreeVotes)
        {
            Accuracy = new Dictionary<string, IReadOnlyDictionary<string, double>>
            {
                ["key a"] = new Dictionary<string, double> { ["net"] = 0.6, ["total"] = 0.9 },
            },
        };

        var ballot = Ballot.Count([Said("a", """{"total":5,"net":4}""")], Question.AllFields, terms);

        Assert.Equal(["net"], ballot.Open);
    }

    [Fact]
    public void One_vote_asks_nobody_else() =>
        Assert.Null(Count(new VotingOptions(), Said("a", """{"total":5}""", "total")).Next);

    [Fact]
    public void Everywhere_every_answer_gets_a_second_opinion() =>
        Assert.NotNull(Count(ThreeVotes with { Everywhere = true }, Said("a", """{"total":5}""")).Next);

    [Theory]
    [InlineData("5", "5.0")]
    [InlineData("\"Möbel Wendt\"", "\"MOBEL WENDT.\"")]
    [InlineData("[1,2]", "[2,1]")]
    public void Two_that_say_the_same_are_enough_and_make_it_surer(string one, string other)
    {
        var ballot = Count(
            ThreeVotes,
            Said("a", $$"""{"total":{{one}}}""", "total"),
            Said("b", $$"""{"total":{{other}}}""", "total"));

        Assert.Null(ballot.Next);
        Assert.InRange(ballot.Result.Evidence.Confidence!.Value, 0.6, 0.8);
        Assert.Equal(
            ["a", "b"],
            Assert.Single(ballot.Result.Evidence.Said, said => said.Pointer == "/total").Values[0].By);
    }

    [Fact]
    public void A_number_and_its_negative_are_not_the_same() =>
        Assert.NotNull(Count(ThreeVotes, Said("a", """{"total":5}"""), Said("b", """{"total":-5}""")).Next);

    [Fact]
    public void A_third_is_asked_only_where_two_disagree()
    {
        var ballot = Count(ThreeVotes, Said("a", """{"total":5,"net":4}"""), Said("b", """{"total":6,"net":4}"""));

        Assert.Equal(["total"], ballot.Open);
        Assert.Equal(["key a", "key b"], ballot.Next!.AnsweredBy);
    }

    [Fact]
    public void What_stands_in_the_text_needs_no_third_against_what_does_not()
    {
        var ballot = Count(ThreeVotes, Said("a", """{"total":5}""", "total"), Said("b", """{"total":6}"""));

        Assert.Null(ballot.Next);
        Assert.Equal("6", Value(ballot, "total"));
    }

    [Fact]
    public void Most_win_field_by_field_and_the_others_are_told()
    {
        var ballot = Count(
            ThreeVotes,
            Said("a", """{"total":5,"net":4}"""),
            Said("b", """{"total":6,"net":4}"""),
            Said("c", """{"total":6,"net":3}"""));

        Assert.Null(ballot.Next);
        Assert.Equal(("6", "4"), (Value(ballot, "total"), Value(ballot, "net")));
        Assert.Equal(
            ["/total: said differently: 6 by b, c; 5 by a", "/net: said differently: 4 by a, b; 3 by c"],
            ballot.Result.Evidence.Flags);
        Assert.InRange(ballot.Result.Evidence.Confidence!.Value, 0.5, 0.8);
    }

    [Fact]
    public void On_a_tie_the_grounded_value_wins_and_then_the_surer_one()
    {
        Assert.Equal("6", Value(
            Count(ThreeVotes, Said("a", """{"total":5}""", "total"), Said("b", """{"total":6}""")),
            "total"));
        Assert.Equal("6", Value(
            Count(ThreeVotes, Said("a", """{"total":5}""", sure: 0.6), Said("b", """{"total":6}""", sure: 0.9)),
            "total"));
    }

    [Fact]
    public void More_than_as_many_as_are_wished_are_never_asked() =>
        Assert.Null(Count(
            ThreeVotes, Said("a", """{"total":5}"""), Said("b", """{"total":6}"""), Said("c", """{"total":7}""")).Next);

    [Fact]
    public void A_field_that_nobody_was_asked_stays_as_it_was()
    {
        var first = Said("a", """{"total":5,"net":4}""") with { AskedFields = ["total"] };
        var second = Said("b", """{"total":5,"net":9}""") with { AskedFields = ["total"] };

        Assert.Equal("4", Value(Count(ThreeVotes, first, second), "net"));
    }

    [Fact]
    public void Where_no_other_is_to_be_had_the_result_says_so()
    {
        var ballot = Count(ThreeVotes, Said("a", """{"total":5}""", "total"));

        Assert.Contains("/total: no other opinion: nobody is there", ballot.Without("nobody is there").Evidence.Flags);
    }

    [Fact]
    public void A_list_is_asked_again_for_what_it_lacks_until_nothing_new_comes()
    {
        var twice = new VotingOptions { Passes = 3 };
        var first = Said("a", """{"total":5,"items":["x","y"]}""");
        var second = Said("b", """{"items":["z","X"]}""") with { IsForFurtherItems = true, AskedFields = ["items"] };
        var third = Said("b", """{"items":["y"]}""") with { IsForFurtherItems = true, AskedFields = ["items"] };

        Assert.Equal(
            ("items: \"x\", \"y\"", "items"),
            (Count(twice, first).Next!.Found, string.Join(',', Count(twice, first).Next!.Fields!)));
        Assert.Equal("""["x","y","z"]""", Value(Count(twice, first, second), "items"));
        Assert.NotNull(Count(twice, first, second).Next);
        Assert.Null(Count(twice, first, second with { Fields = third.Fields }).Next);
        Assert.Equal("5", Value(Count(twice, first, second, third), "total"));
        Assert.Null(Count(twice, first, second, third).Next);
    }

    [Fact]
    public void An_empty_list_is_not_asked_again() =>
        Assert.Null(Count(new VotingOptions { Passes = 3 }, Said("a", """{"items":[]}""")).Next);

    private static Ballot Count(VotingOptions inquiry, params Vote[] answers) =>
        Ballot.Count(answers, Question.AllFields, new OutcomeTerms(Job, inquiry));

    private static string? Value(Ballot ballot, string field) => ballot.Result.Fields[field]?.ToJsonString();

    /// <summary>What a model says; every field stands in the document but a doubtful one.</summary>
    private static Vote Said(string model, string fields, string doubtful = "", double sure = 0.97)
    {
        var said = JsonNode.Parse(fields)!.AsObject();
        var places = said.Where(field => field.Value is not JsonArray { Count: 0 }).ToDictionary(
            field => $"/{field.Key}",
            field => field.Key == doubtful
                ? new SourceSpan(0, 0, MatchKind.None) { Confidence = 0.25 }
                : new SourceSpan(0, 1, MatchKind.Exact) { Confidence = sure });
        string[] flags = doubtful.Length == 0 ? [] : [$"/{doubtful}: not in the document"];
        return new Vote($"key {model}", model, said, Evidence.From(places, flags));
    }
}
