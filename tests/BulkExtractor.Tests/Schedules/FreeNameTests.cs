using System.Text;
using BulkExtractor.Schedules;

namespace BulkExtractor.Tests.Schedules;

public sealed class FreeNameTests
{
    [Fact]
    public void Names_are_counted_before_their_extension() =>
        Assert.Equal(["in/a.csv", "in/a-2.csv", "in/a-3.csv"], FreeName.Candidates("in/a.csv").Take(3));

    [Fact]
    public void An_ending_of_several_parts_stays_whole() =>
        Assert.Equal(
            ["a.csv.reason.txt", "a.csv.reason-2.txt"], FreeName.Candidates("a.csv", ".reason.txt").Take(2));

    [Theory]
    [InlineData("x", 251)]
    [InlineData("料", 83)]
    [InlineData("😀", 62)]
    public void A_name_that_would_be_too_long_loses_the_end_of_its_stem(string letter, int count)
    {
        var name = string.Concat(Enumerable.Repeat(letter, count)) + ".csv";

        var candidates = FreeName.Candidates($"in/{name}", ".reason.txt").Take(2).ToList();

        Assert.All(candidates, one => Assert.InRange(Encoding.UTF8.GetByteCount(Path.GetFileName(one)), 200, 255));
        Assert.All(candidates, one => Assert.Equal(one, one.Normalize())); // no half of a pair is left
        Assert.EndsWith(".reason-2.txt", candidates[1], StringComparison.Ordinal);
    }
}
