using BulkExtractor.Schedules;

namespace BulkExtractor.Tests.Schedules;

public sealed class RunWordsTests
{
    [Theory]
    [InlineData(0, 0, "0 taken")]
    [InlineData(2, 0, "2 taken")]
    [InlineData(1, 1, "1 taken, 1 rejected: 1.csv is empty")]
    [InlineData(0, 4, "0 taken, 4 rejected: 1.csv is empty; 2.csv is empty; 3.csv is empty; and 1 more")]
    public void A_run_says_what_it_took_and_why_it_took_the_rest_not(int taken, int rejected, string told)
    {
        var files = Enumerable.Range(1, rejected)
            .Select(number => new InboxFile(number, 1, $"{number}.csv") { Reason = $"{number}.csv is empty" })
            .Concat(Enumerable.Range(1, taken).Select(number => new InboxFile(100 + number, 1, "good.csv")));

        Assert.Equal(told, RunWords.Of([.. files]));
    }
}
