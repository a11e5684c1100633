using System.Text.Json.Nodes;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Jobs;

public sealed class DefinitionDiffTests
{
    private static readonly Definition Before = Of(
        """{"name":{"type":"string"},"total":{"type":"number"}}""", """["name"]""");

    [Fact]
    public void The_same_definition_has_no_difference()
    {
        var diff = DefinitionDiff.Between(Before, Of(
            """{"total":{"type":"number"},"name":{"type":"string"}}""", """["name"]"""));

        Assert.True(diff.IsEmpty);
    }

    [Fact]
    public void A_new_field_is_asked_and_one_that_is_gone_is_dropped()
    {
        var diff = DefinitionDiff.Between(Before, Of(
            """{"name":{"type":"string"},"date":{"type":"string"}}""", """["name"]"""));

        Assert.Equal(["date"], diff.Asked);
        Assert.Equal(["total"], diff.Dropped);
        Assert.Null(diff.AllBecause);
    }

    [Theory]
    [InlineData("""{"type":"integer"}""", """["name"]""", "type")]
    [InlineData("""{"type":"number","description":"gross"}""", """["name"]""", "description")]
    [InlineData("""{"type":"number"}""", """["name","total"]""", "required")]
    public void A_field_is_asked_again_when_its_schema_says_something_else(
        string total, string required, string keyword)
    {
        var diff = DefinitionDiff.Between(Before, Of(
            $$"""{"name":{"type":"string"},"total":{{total}}}""", required));

        var change = Assert.Single(diff.Changes);
        Assert.Equal(("total", FieldChangeKind.Changed), (change.Field, change.Kind));
        Assert.Equal([keyword], change.Keywords);
        Assert.Equal(["total"], diff.Asked);
    }

    [Fact]
    public void What_is_said_of_all_fields_has_all_of_them_asked_again()
    {
        Definition[] others =
        [
            Before with { Instructions = "Gross amounts." },
            Before with { Examples = [new Example("x", new JsonObject { ["name"] = "x" })] },
            Before with { Ground = false },
            Before with { Schema = Before.Schema.Replace("\"properties\"", "\"minProperties\":1,\"properties\"") },
        ];

        Assert.All(others, other => Assert.NotNull(DefinitionDiff.Between(Before, other).AllBecause));
    }

    [Fact]
    public void A_part_of_a_definition_asks_for_its_fields_and_nothing_else()
    {
        var whole = Before with { Examples = [new Example("x", new JsonObject { ["name"] = "A", ["total"] = 1 })] };

        var part = PartialDefinition.Create(whole, ["total"]);

        Assert.Equal(["total"], part.Fields.Properties.Select(property => property.Name));
        Assert.Equal(
            """{"type":"object","properties":{"total":{"type":"number"}},"required":[]}""", part.Schema);
        Assert.Equal("""{"total":1}""", part.Examples[0].Fields.ToJsonString());
        Assert.Empty(part.Fields.Required);
        Assert.Equal(2, whole.Examples[0].Fields.Count);
    }

    private static Definition Of(string properties, string required)
    {
        var schema = $$"""{"type":"object","properties":{{properties}},"required":{{required}}}""";
        return Some.Definition() with { Schema = schema, Fields = SchemaReader.Read("schema", schema) };
    }
}
