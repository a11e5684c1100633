using BulkExtractor.Web.Uploads;

namespace BulkExtractor.IntegrationTests.Web;

public sealed class SpoolFolderTests
{
    private readonly string _prefix = $"bulk-spool-{Guid.NewGuid():N}-";

    [Fact]
    public void What_a_process_left_that_was_killed_goes_when_the_next_one_opens_its_own()
    {
        var left = Directory.CreateTempSubdirectory(_prefix).FullName;
        File.WriteAllText(Path.Combine(left, "use.lock"), "");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(left, "files")).FullName, "a"), "text");

        using var folder = SpoolFolder.Open(_prefix);

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(folder.Path));
    }

    [Fact]
    public void What_another_process_uses_stays()
    {
        using var other = SpoolFolder.Open(_prefix);

        using var folder = SpoolFolder.Open(_prefix);

        Assert.True(Directory.Exists(other.Path));
        Assert.NotEqual(other.Path, folder.Path);
    }

    [Fact]
    public void Nothing_is_left_when_it_is_closed()
    {
        SpoolFolder.Open(_prefix).Dispose();

        Assert.Empty(Directory.EnumerateDirectories(Path.GetTempPath(), $"{_prefix}*"));
    }
}
