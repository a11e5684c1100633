using BulkExtractor.Answers;
using BulkExtractor.Calls;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Answers;

public sealed class AnswerReaderTests
{
    private const string A = "aaaa1111";
    private const string B = "bbbb2222";

    [Fact]
    public void Every_chunk_gets_its_reading_in_the_packs_order()
    {
        var readings = Read("""
            {"documents":[{"id":"bbbb2222","fields":{"total":2}},{"id":"aaaa1111","fields":{"total":"1,50 €"}}]}
            """);

        Assert.Equal([1, 2], readings.Select(r => r.Chunk.ChunkId));
        Assert.Equal(["""{"total":1.5}""", """{"total":2}"""], readings.Select(r => r.Fields?.ToJsonString()));
        Assert.Equal(["/total: \"1,50 €\" → 1.5"], readings[0].Repairs);
        Assert.All(readings, r => Assert.True(r.Answered));
    }

    [Theory]
    [InlineData("[]", "missing from the reply")]
    [InlineData("""[{"id":"aaaa1111","fields":{"total":"dear"}}]""", "/total: expected number, found \"dear\"")]
    [InlineData("""[{"id":"aaaa1111","fields":{"sum":5}}]""", "none of its fields is in the schema")]
    [InlineData("""[{"id":"aaaa1111","fields":7}]""", "its fields are no object")]
    public void What_is_wrong_is_told_in_one_sentence(string content, string problem)
    {
        var reading = Read(content)[0];

        Assert.Equal(problem, reading.Problem);
        Assert.False(reading.Answered);
    }

    [Fact]
    public void A_cut_is_told_as_the_reason()
    {
        var readings = Read("""[{"id":"aaaa1111","fields":{"total":1}},{"id":"bbbb""", truncated: true);

        Assert.Equal([null, "missing from the reply, which was cut off"], readings.Select(r => r.Problem));
    }

    [Fact]
    public void A_long_value_is_told_by_its_beginning()
    {
        var problem = Read($$$"""[{"id":"aaaa1111","fields":{"total":"{{{new string('x', 9_000)}}}"}}]""")[0].Problem;

        Assert.InRange(problem!.Length, 50, 120);
    }

    [Fact]
    public void A_failed_call_says_so_for_each_chunk()
    {
        var failure = new CallFailure(FailureClass.TryElsewhere, "the answer is empty");

        var readings = AnswerReader.Read(Pack((A, "x"), (B, "y")), new ModelReply { Failure = failure }).Readings;

        Assert.Equal(["the answer is empty", "the answer is empty"], readings.Select(r => r.Problem));
    }

    private static IReadOnlyList<ChunkReading> Read(string content, bool truncated = false) =>
        AnswerReader.Read(
            Pack((A, "x"), (B, "y")), new ModelReply { Content = content, Truncated = truncated }).Readings;
}
