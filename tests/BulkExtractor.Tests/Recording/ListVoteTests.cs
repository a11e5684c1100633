using System.Text.Json.Nodes;
using BulkExtractor.Answers.Grounding;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Recording;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Recording;

public sealed class ListVoteTests
{
    private const string Trees = "In the park: maple, birch, cedar, maple and dogwood.";
    private const string Chairs = "Prices in EUR\n2 x chair at 4.00\n3 x table at 9.00\n";

    private static readonly FieldSchema Names = new() { Types = [FieldType.Array], Items = Some.Text };

    private static readonly FieldSchema Lines = new()
    {
        Types = [FieldType.Array],
        Items = Some.Object(
            ("name", Some.Text), ("quantity", Some.Number), ("price", Some.Number), ("currency", Some.Text)),
    };

    [Theory]
    [InlineData("maple,birch", "maple,cedar", "birch,maple", "maple,birch")]
    [InlineData("maple,birch", "birch,cedar", "maple,cedar", "maple,birch,cedar")]
    [InlineData("maple,birch", "Birch.", "", "birch")]
    [InlineData("maple,maple", "maple,maple,birch", "maple", "maple,maple")]
    [InlineData("maple,oak", "oak,maple", "birch,maple", "maple,oak")]
    public void An_item_is_taken_if_most_name_it(string one, string other, string third, string taken)
    {
        var ballot = Count(Trees, Names, Said("a", one), Said("b", other), Said("c", third));

        Assert.Equal(taken.Split(','), Items(ballot));
        Assert.Null(ballot.Next);
    }

    [Fact]
    public void Who_names_an_item_is_told_and_of_which_items_most_say_nothing()
    {
        var evidence = Count(
            Trees, Names, Said("a", "maple,birch"), Said("b", "maple,cedar"), Said("c", "maple,birch")).Result.Evidence;

        Assert.Equal(
            [
                """/items/1: said differently: "birch" by a, c; null by b""",
                """/items: said differently: null by a, c; "cedar" by b""",
            ],
            evidence.Flags);
        Assert.Equal(["/items/0", "/items/1", "/items"], evidence.Said.Select(said => said.Pointer));
        Assert.Equal((13, 20), (evidence.Places["/items/0"].Start, evidence.Places["/items/1"].Start));
        Assert.InRange(evidence.Places["/items/0"].Confidence, 0.98, 1);
        Assert.InRange(evidence.Places["/items/1"].Confidence, 0.6, 0.7);
        Assert.InRange(evidence.Confidence!.Value, 0.6, evidence.Places["/items/1"].Confidence);
    }

    [Fact]
    public void An_item_in_the_text_that_one_of_two_names_is_asked_of_a_third_and_kept_if_there_is_none()
    {
        var ballot = Count(Trees, Names, Said("a", "maple,birch"), Said("b", "maple"));

        Assert.NotNull(ballot.Next);
        Assert.Equal(["maple", "birch"], Items(ballot));
    }

    [Fact]
    public void An_item_that_only_one_of_two_names_and_the_text_does_not_needs_no_third()
    {
        var ballot = Count(Trees, Names, Said("a", "maple,larch"), Said("b", "maple"));

        Assert.Null(ballot.Next);
        Assert.Equal(["maple"], Items(ballot));
    }

    [Fact]
    public void Without_any_agreement_one_list_stays_whole()
    {
        var ballot = Count(Trees, Names, Said("a", "larch"), Said("b", "maple,dogwood"), Said("c", "cedar"));

        Assert.Equal(["maple", "dogwood"], Items(ballot));
    }

    [Fact]
    public void A_line_that_models_read_differently_stays_one_line()
    {
        var (right, wrong) = (Line("chair", 2, 4), Line("chair", 3, 4));

        var three = Count(Chairs, Lines, Said("a", wrong), Said("b", right, Line("table", 3, 9)), Said("c", right));
        var two = Count(Chairs, Lines, Said("a", wrong), Said("b", right));

        Assert.Equal([right.ToJsonString()], Items(three));
        Assert.Contains(three.Result.Evidence.Flags, flag => flag.Contains("/items/0: said differently: "));
        Assert.Single(Items(two));
        Assert.NotNull(two.Next);
    }

    [Fact]
    public void Different_lines_of_which_one_word_is_alike_stay_two()
    {
        JsonObject[] lines = [Line("chair", 2, 4), Line("table", 3, 9)];

        var ballot = Count(
            Chairs, Lines, Said("a", lines[0]), Said("b", lines[1]), Said("c", lines));

        Assert.Equal(lines.Select(line => line.ToJsonString()), Items(ballot));
    }

    [Fact]
    public void Lines_of_a_picture_are_told_apart_by_what_they_say()
    {
        JsonObject[] lines = [Line("chair", 2, 4), Line("table", 3, 9)];
        Vote[] votes = [Seen(Said("a", lines)), Seen(Said("b", lines[1])), Seen(Said("c", lines[0]))];

        var job = Some.Definition(Some.Object(("items", Lines)));
        var ballot = Ballot.Count(votes, Question.AllFields, new OutcomeTerms(job, new VotingOptions { Votes = 3 }));

        Assert.Equal(lines.Select(line => line.ToJsonString()), Items(ballot));
    }

    [Fact]
    public void What_a_later_pass_found_in_the_text_needs_no_majority()
    {
        Vote[] votes = [Said("a", "maple"), Said("b", "maple"), Said("c", "maple")];
        var further = Said("a", "cedar,larch") with { IsForFurtherItems = true, AskedFields = ["items"] };

        Assert.Equal(["maple", "cedar"], Items(Count(Trees, Names, [votes[0], further, .. votes[1..]])));
    }

    [Fact]
    public void The_bounds_of_the_schema_hold()
    {
        var most = Count(
            Trees,
            Names with { MaxItems = 2 },
            Said("a", "maple,birch,cedar"), Said("b", "birch,cedar"), Said("c", "maple,birch,cedar"));

        Assert.Equal(["birch", "cedar"], Items(most));
        Assert.Contains("/items: 3 were found, more than the schema allows", most.Result.Evidence.Flags);
        var least = Count(
            Trees, Names with { MinItems = 2 }, Said("a", "maple,birch"), Said("b", "birch"), Said("c", ""));
        Assert.Equal(["maple", "birch"], Items(least));
    }

    [Fact]
    public void Three_that_each_miss_and_make_up_items_are_right_together()
    {
        const int seed = 20_261_127;
        var random = new Random(seed);
        var (alone, together) = (new Tally(), new Tally());
        for (var round = 0; round < 300; round++)
        {
            string[] gold = [.. Enumerable.Range(0, 6).Select(item => $"item {random.Next(1_000, 10_000)}")];
            var text = string.Join(", ", gold);
            Vote[] votes = [.. "abc".Select(model => Said($"{model}", string.Join(',', Noisy(gold, random))))];

            alone.Add(gold, votes[0].Fields["items"]!.AsArray().Select(item => (string)item!));
            together.Add(gold, Items(Count(text, Names, votes)));
        }

        Assert.InRange(alone.F1, 0.85, 0.92);
        Assert.True(together.F1 > 0.97, $"seed {seed}: F1 {alone.F1:0.000} alone, {together.F1:0.000} together");
    }

    private static IEnumerable<string> Noisy(string[] gold, Random random) => gold
        .Where(_ => random.NextDouble() > 0.1)
        .Concat(random.NextDouble() < 0.6 ? [$"item {random.Next(100, 1_000)}"] : []);

    private static JsonObject Line(string name, int quantity, int price) =>
        new JsonObject { ["name"] = name, ["quantity"] = quantity, ["price"] = price, ["currency"] = "EUR" };

    private static string[] Items(Ballot ballot) => [.. ballot.Result.Fields["items"]!.AsArray().Select(item =>
        item is JsonValue word ? word.GetValue<string>() : item!.ToJsonString())];

    private static Vote Said(string model, string items) =>
        Said(model, [.. items.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(item => (JsonNode)item)]);

    private static Vote Said(string model, params JsonNode[] items) => new(
        $"key {model}",
        model,
        new JsonObject { ["items"] = new JsonArray([.. items.Select(item => item.DeepClone())]) },
        Evidence.Nothing);

    private static Vote Seen(Vote one) => one with
    {
        Evidence = GroundedValue.Weigh(
        [
            .. Grounder.Ground(Some.Object(("items", Lines)), one.Fields, null, new SourceText(""))
                .Select(value => value.OrSeen()),
        ]),
    };

    /// <summary>The vote, with the evidence that the text gives each answer.</summary>
    private static Ballot Count(string text, FieldSchema list, params Vote[] answers)
    {
        var fields = Some.Object(("items", list));
        var source = new SourceText(text);
        return Ballot.Count(
            [.. answers.Select(one => one with
            {
                Evidence = GroundedValue.Weigh(Grounder.Ground(fields, one.Fields, null, source)),
            })],
            Question.AllFields,
            new OutcomeTerms(Some.Definition(fields), new VotingOptions { Votes = 3, Everywhere = true }));
    }

    /// <summary>How many items were named rightly, of how many.</summary>
    private sealed class Tally
    {
        private int _right;
        private int _all;

        public double F1 => 2.0 * _right / _all;

        public void Add(string[] gold, IEnumerable<string> said)
        {
            string[] named = [.. said];
            (_right, _all) = (_right + named.Intersect(gold).Count(), _all + named.Length + gold.Length);
        }
    }
}
