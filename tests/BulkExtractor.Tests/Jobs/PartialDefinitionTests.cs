using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Jobs;

public sealed class PartialDefinitionTests
{
    private const string Schema = """
        {"type":"object","required":["names"],"properties":{
          "total":{"type":"number"},"names":{"type":"array","minItems":1,"items":{"type":"string"}}}}
        """;

    [Fact]
    public void What_a_list_lacks_may_be_nothing()
    {
        var whole = Some.Definition(SchemaReader.Read("schema.json", Schema)) with { Schema = Schema };

        var further = PartialDefinition.Further(whole, ["names"]);

        Assert.Equal(
            """{"type":"object","required":["names"],"properties":"""
            + """{"names":{"type":"array","items":{"type":"string"}}}}""",
            further.Schema);
        Assert.Null(Assert.Single(further.Fields.Properties).Schema.MinItems);
    }
}
