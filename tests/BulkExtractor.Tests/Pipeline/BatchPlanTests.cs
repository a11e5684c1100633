using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

public sealed class BatchPlanTests
{
    private const string Schema = """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}}""";

    private readonly BatchPlan _plan = new(
        new Batch(1, Some.DefinitionOf("a", "b") with { Schema = Schema }, new BatchSettings(), ["router"]),
        new PackSizeLearner());

    [Fact]
    public void All_fields_are_asked_of_a_new_document_and_the_lacking_ones_of_a_known_one()
    {
        var known = Some.Waiting() with
        {
            Question = Question.TheseFields(["b"], new ReusedFields(new JsonObject { ["a"] = "old" })),
        };

        Assert.Equal(["a", "b"], NamesOf(Some.Waiting()));
        Assert.Equal(["b"], NamesOf(known));
        Assert.Same(_plan.Asked(known), _plan.Asked(known with { ChunkId = 2 }));
    }

    [Fact]
    public void What_is_reused_and_what_is_answered_together_are_all_fields()
    {
        var reused = new ReusedFields(new JsonObject { ["a"] = "old" });

        var all = reused.With(new JsonObject { ["b"] = "new" });

        Assert.Equal("""{"a":"old","b":"new"}""", all.ToJsonString());
        Assert.Single(reused.Fields);
    }

    private IEnumerable<string> NamesOf(LeasedChunk chunk) =>
        _plan.Asked(chunk).Fields.Properties.Select(property => property.Name);
}
