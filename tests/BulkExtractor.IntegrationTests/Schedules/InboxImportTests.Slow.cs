namespace BulkExtractor.IntegrationTests.Schedules;

public sealed partial class InboxImportTests
{
    [Theory]
    [InlineData("id,text\n1,one\n2,t", "wo\n")]
    [InlineData("id,text\n1,\"one\n", "and more\"\n2,two\n")]
    [InlineData("id,text\n1,one\n2,\"two\"", "\"s\"\n")]
    [InlineData("id,te", "xt\n1,one\n2,two\n")]
    public async Task A_writer_may_pause_within_a_row_or_a_quoted_cell(string before, string after)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux says who has a file open");
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", before);
        using (var writer = Append(night.PathOf("inbox/notes/a.csv")))
        {
            Assert.Equal(1, await TakeAsync(night));
            Assert.Equal(1, await TakeAsync(night));
            writer.Write(System.Text.Encoding.UTF8.GetBytes(after));
        }

        Quieten(night.PathOf("inbox/notes/a.csv"));
        Assert.Equal(0, await TakeAsync(night));

        Assert.Equal(2, await CountAsync(night));
        Assert.Equal(before + after, await File.ReadAllTextAsync(night.PathOf("inbox/notes/done/a.csv"), Token));
        Assert.False(Directory.Exists(night.PathOf("inbox/notes/rejected")));
    }
}
