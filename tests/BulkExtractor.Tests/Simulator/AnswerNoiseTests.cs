using System.Text.Json.Nodes;
using BulkExtractor.Simulator.Answers;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Tests.Simulator;

public sealed class AnswerNoiseTests
{
    private static readonly ChatRequest Request = new()
    {
        Model = "m",
        PromptTokens = 1,
        Schema = JsonNode.Parse("""{"properties":{"kind":{"type":"string","enum":["x","y"]}}}""")!.AsObject(),
        Examples = [new JsonObject { ["name"] = "example" }],
    };

    [Fact]
    public void Swapped_neighbours_have_each_others_answer()
    {
        var written = Apply(FaultKind.Swapped);

        Assert.Equal(["a", "b", "c"], written.Select(one => one.Id));
        Assert.Equal(2, written.Count(one => (string)one.Fields["name"]! != $"Name {one.Id}"));
        Assert.Equal(3, written.Select(one => (string)one.Fields["name"]!).Distinct().Count());
    }

    [Fact]
    public void A_leaked_answer_is_that_of_an_example() =>
        Assert.Single(Apply(FaultKind.Leaked), one => (string)one.Fields["name"]! == "example");

    [Fact]
    public void An_invented_value_is_another_of_the_same_shape_and_no_choice()
    {
        var changed = Assert.Single(Apply(FaultKind.Invented), one => (string)one.Fields["name"]! != $"Name {one.Id}");

        Assert.Matches("^[A-Z][a-z]{3} [a-z]$", (string)changed.Fields["name"]!);
        Assert.Equal("x", (string)changed.Fields["kind"]!);
    }

    [Fact]
    public void Wrong_types_are_those_of_one_document() =>
        Assert.Single(Apply(FaultKind.WrongTypes), one => one.Fields["name"] is JsonObject);

    [Fact]
    public void A_foreign_id_is_one_that_nobody_gave() =>
        Assert.Single(Apply(FaultKind.ForeignId), one => one.Id.Length == 8);

    [Fact]
    public void The_same_dice_do_the_same() => Assert.Equal(
        Apply(FaultKind.Invented).Select(one => one.Fields.ToJsonString()),
        Apply(FaultKind.Invented).Select(one => one.Fields.ToJsonString()));

    private static List<Written> Apply(FaultKind fault)
    {
        List<Written> written = [.. new[] { "a", "b", "c" }.Select(id =>
            new Written(id, new JsonObject { ["name"] = $"Name {id}", ["kind"] = "x" }, null))];
        AnswerNoise.Apply(written, fault, new Dice(7, 3), Request);
        return written;
    }
}
