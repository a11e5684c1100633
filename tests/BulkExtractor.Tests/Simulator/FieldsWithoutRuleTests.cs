using System.Text.Json.Nodes;
using BulkExtractor.Simulator.Answers;

namespace BulkExtractor.Tests.Simulator;

public sealed class FieldsWithoutRuleTests
{
    private static readonly JsonObject Complaint = JsonNode.Parse("""
        {"type":"object","properties":{
          "price":{"type":["number","null"]},
          "wrath":{"type":["string","null"]},
          "gist":{"type":"object","properties":{"flaw":{"type":["string","null"]},"email":{"type":["string","null"]}}}}}
        """)!.AsObject();

    [Fact]
    public void A_field_that_no_rule_is_about_is_named_with_its_place() =>
        Assert.Equal(["wrath", "gist.flaw"], FieldsWithoutRule.Find(Complaint));

    [Theory]
    [InlineData("""{"type":"string","format":"date"}""")]
    [InlineData("""{"type":"string","pattern":"^[0-9]+$"}""")]
    [InlineData("""{"enum":["calm","cross"]}""")]
    [InlineData("""{"type":"boolean"}""")]
    [InlineData("""{"type":"string","description":"The phone number to call"}""")]
    public void A_field_that_says_what_it_is_needs_no_name_of_its_own(string field)
    {
        var schema = new JsonObject { ["properties"] = new JsonObject { ["wrath"] = JsonNode.Parse(field) } };

        Assert.Empty(FieldsWithoutRule.Find(schema));
    }
}
