using BulkExtractor.Batches;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Batches;

public sealed class SentinelTests
{
    [Fact]
    public void What_the_models_are_shown_as_an_example_is_no_sentinel()
    {
        var definition = Some.DefinitionOf("name") with { Examples = [new Example("shown", [])] };

        var sentinels = Sentinel.Select([new GoldRow("shown", []), new GoldRow("unseen", [])], definition);

        Assert.Equal(["unseen"], sentinels.Select(sentinel => sentinel.Text));
    }

    [Fact]
    public void A_sentinel_has_the_number_of_no_chunk_and_no_document()
    {
        var sentinel = new Sentinel("gold", [], 3);

        var chunks = new[] { sentinel.ToChunk(7, 0), sentinel.ToChunk(7, 1) };

        Assert.Equal([(-1, -1), (-2, -2)], chunks.Select(chunk => ((int)chunk.ChunkId, chunk.DocumentNo)));
    }
}
