using BulkExtractor.Basics;

namespace BulkExtractor.Tests.Jobs;

public sealed partial class JobFileTests
{
    [Fact]
    public void Gold_is_read_where_some_of_it_rides_along()
    {
        Assert.Equal(["a text"], Parse(Full).Gold.Select(row => row.Text));
        Assert.Empty(Parse(Full.Replace("sentinel: 2%", "sentinel: 0%"), gold: "no gold").Gold);
    }

    [Theory]
    [InlineData(null, "job.yaml:20: sentinel: there is no gold to ride along: put lines {\"id\":")]
    [InlineData("\n", "gold.jsonl: holds no gold row")]
    [InlineData("{}", "gold.jsonl:1: /text: must be a text")]
    [InlineData("\n{\"text\":\"a\"}", "gold.jsonl:2: /gold: must be an object")]
    [InlineData("{\"text\":\"a\",\"gold\":{\"totel\":1}}", "'totel' is no field of the job; did you mean 'total'?")]
    [InlineData("{\"text\":\"a\",\"gold\":{\"total\":\"x\"}}",
        "gold.jsonl:1: /gold: does not fit the schema: /total: ")]
    public void Gold_that_cannot_ride_along_is_refused(string? gold, string expected)
    {
        var error = Assert.Throws<InputException>(() => Parse(Full, gold));

        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Gold_cannot_ride_in_packs_of_one_document()
    {
        var error = Assert.Throws<InputException>(() => Parse(Full.Replace("pack: 12", "pack: 1")));

        Assert.Contains("20: sentinel: gold rides beside documents, so it needs packs of 2 or more", error.Message);
    }
}
