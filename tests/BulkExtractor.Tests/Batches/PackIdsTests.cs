using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Batches;

public sealed class PackIdsTests
{
    [Fact]
    public void An_id_is_8_letters_and_digits_and_no_number()
    {
        var ids = PackIds.Create([.. Enumerable.Repeat("text", 200)], new Random(1));

        Assert.All(ids, id => Assert.Matches("^[a-z][a-z0-9]{7}$", id));
        Assert.Equal(200, ids.Distinct().Count());
    }

    [Fact]
    public void An_id_that_stands_in_a_text_is_not_used()
    {
        var taken = PackIds.Create(["any"], new Random(7))[0];

        var ids = PackIds.Create(["any", $"x{taken.ToUpperInvariant()}y"], new Random(7));

        Assert.DoesNotContain(taken, ids);
    }

    [Fact]
    public void An_id_that_stands_in_an_example_is_not_used()
    {
        var taken = PackIds.Create(["any"], new Random(7))[0];
        var example = new Example("any", new JsonObject { ["reference"] = taken });

        var ids = PackIds.Create(["any"], [example], new Random(7));

        Assert.DoesNotContain(taken, ids);
    }
}
