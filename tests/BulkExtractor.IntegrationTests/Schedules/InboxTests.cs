using BulkExtractor.Schedules;

namespace BulkExtractor.IntegrationTests.Schedules;

public sealed class InboxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Inbox _inbox;

    public InboxTests() => _inbox = new Inbox(PathOf("*.csv"));

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_files_of_its_pattern_wait_in_the_order_of_their_names()
    {
        foreach (var name in new[] { "b.csv", "a.csv", "a.csv.part", "c.txt" }) _folder.Write(name, "x");
        Directory.CreateDirectory(PathOf("folder.csv"));

        Assert.Equal(["a.csv", "b.csv"], _inbox.List());
    }

    [Fact]
    public void Names_fit_in_any_letters_and_what_lies_beside_a_file_is_left()
    {
        foreach (var name in new[] { "A.CSV", "b.Csv", "._A.CSV", "~$b.csv", ".~b.csv", ".b.csv" })
            _folder.Write(name, "x");

        Assert.Equal(["A.CSV", "b.Csv"], _inbox.List());
        Assert.Equal([".b.csv"], new Inbox(PathOf(".b*.csv")).List());
    }

    [Fact]
    public void A_folder_that_is_not_there_is_made_and_empty()
    {
        Assert.Empty(new Inbox(PathOf("new/inbox/*.csv")).List());
        Assert.True(Directory.Exists(PathOf("new/inbox")));
    }

    [Fact]
    public void A_file_is_complete_when_nobody_wrote_to_it_for_a_while()
    {
        var path = _folder.Write("a.csv", "x");
        Assert.False(_inbox.IsComplete("a.csv", Now));

        File.SetLastWriteTimeUtc(path, Now.UtcDateTime.AddSeconds(-6));

        Assert.True(_inbox.IsComplete("a.csv", Now));
    }

    [Fact]
    public void A_file_whose_clock_is_ahead_is_complete_too()
    {
        File.SetLastWriteTimeUtc(_folder.Write("a.csv", "x"), Now.UtcDateTime.AddDays(1));

        Assert.True(_inbox.IsComplete("a.csv", Now));
    }

    [Fact]
    public void A_file_that_somebody_holds_open_for_writing_is_not_complete()
    {
        var path = _folder.Write("a.csv", "x");
        using var writer = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None);
        File.SetLastWriteTimeUtc(path, Now.UtcDateTime.AddMinutes(-1));

        Assert.False(_inbox.IsComplete("a.csv", Now));
    }

    [Fact]
    public void How_long_a_file_must_be_quiet_can_be_said()
    {
        var patient = new Inbox(PathOf("*.csv"), TimeSpan.FromMinutes(1));
        var path = _folder.Write("a.csv", "x");

        File.SetLastWriteTimeUtc(path, Now.UtcDateTime.AddSeconds(-50));
        Assert.False(patient.IsComplete("a.csv", Now));
        File.SetLastWriteTimeUtc(path, Now.UtcDateTime.AddSeconds(-61));

        Assert.True(patient.IsComplete("a.csv", Now));
    }

    [Fact]
    public void A_file_is_not_complete_while_somebody_who_locks_nothing_may_write_to_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux says who has a file open");
        var path = _folder.Write("a.csv", "x");
        using (new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            File.SetLastWriteTimeUtc(path, Now.UtcDateTime.AddMinutes(-1));
            Assert.False(_inbox.IsComplete("a.csv", Now));
        }

        Assert.True(_inbox.IsComplete("a.csv", Now));
    }

    [Fact]
    public void What_is_written_to_a_file_after_it_was_read_is_told_once()
    {
        var file = new InboxFile(1, 1, "a.csv");
        using var writer = new FileStream(
            _folder.Write("a.csv", "read"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        Assert.True(_inbox.TryClaim(file));
        _inbox.PutAway(file);
        Assert.Empty(_inbox.TakeLateRows(Now));

        writer.Write("late"u8);
        writer.Flush();

        var told = Assert.Single(_inbox.TakeLateRows(Now));
        Assert.StartsWith("a.csv grew by 4 bytes after it had been read", told, StringComparison.Ordinal);
        Assert.Equal($"{told}\n", File.ReadAllText(PathOf("done/a.csv.reason.txt")));
        Assert.Empty(_inbox.TakeLateRows(Now));
    }

    [Fact]
    public void A_file_that_nobody_can_write_to_any_more_is_not_watched()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux says who has a file open");
        var file = new InboxFile(1, 1, "a.csv");
        _folder.Write("a.csv", "x");
        Assert.True(_inbox.TryClaim(file));

        _inbox.PutAway(file);

        Assert.False(Directory.Exists(PathOf(".read")));
    }

    [Fact]
    public void A_reason_is_never_written_through_a_link()
    {
        var victim = _folder.Write("victim.txt", "precious");
        Directory.CreateDirectory(PathOf("rejected"));
        File.CreateSymbolicLink(PathOf("rejected/a.csv.reason.txt"), victim);
        _folder.Write("a.csv", "x");
        var file = new InboxFile(1, 1, "a.csv") { Reason = "it is wrong" };
        Assert.True(_inbox.TryClaim(file));

        _inbox.PutAway(file);

        Assert.Equal("precious", File.ReadAllText(victim));
        Assert.Equal("it is wrong\n", File.ReadAllText(PathOf("rejected/a.csv.reason-2.txt")));
    }

    [Fact]
    public void Of_many_who_take_a_file_at_once_one_gets_it()
    {
        for (var round = 0; round < 50; round++)
        {
            _folder.Write("a.csv", "x");
            var takers = Enumerable.Range(round * 8, 8)
                .Select(number => new InboxFile(number + 1, 1, "a.csv"))
                .ToList();

            var taken = takers.AsParallel().WithDegreeOfParallelism(8).Where(_inbox.TryClaim).ToList();

            Assert.Single(taken);
            Assert.Equal(taken, takers.Where(_inbox.HasClaimed));
        }
    }

    [Fact]
    public void A_file_that_was_read_goes_to_done_and_never_over_another_one()
    {
        foreach (var number in new[] { 1, 2, 3 })
        {
            _folder.Write("a.csv", $"content {number}");
            var file = new InboxFile(number, 1, "a.csv");
            Assert.True(_inbox.TryClaim(file));
            _inbox.PutAway(file);
        }

        Assert.Equal("content 1", File.ReadAllText(PathOf("done/a.csv")));
        Assert.Equal("content 2", File.ReadAllText(PathOf("done/a-2.csv")));
        Assert.Equal("content 3", File.ReadAllText(PathOf("done/a-3.csv")));
        Assert.Empty(_inbox.List());
        Assert.Empty(Directory.GetFileSystemEntries(PathOf(".taken")));
    }

    [Fact]
    public void A_rejected_file_has_its_reason_beside_it()
    {
        _folder.Write("a.csv", "x");
        var file = new InboxFile(1, 1, "a.csv") { Reason = "a.csv is empty" };
        Assert.True(_inbox.TryClaim(file));

        _inbox.PutAway(file);
        _inbox.PutAway(file);

        Assert.Equal("x", File.ReadAllText(PathOf("rejected/a.csv")));
        Assert.Equal("a.csv is empty\n", File.ReadAllText(PathOf("rejected/a.csv.reason.txt")));
    }

    private string PathOf(string name) => Path.Combine(_folder.Path, name);
}
