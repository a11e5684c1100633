using BulkExtractor.Basics;
using BulkExtractor.Jobs;

namespace BulkExtractor.IntegrationTests.Jobs;

public sealed class JobWriterTests : IDisposable
{
    private const string Schema = """{"type":"object","properties":{"rent":{"type":["number","null"]}}}""";

    private static readonly JobText Flats = new("input: { text: body }\n", Schema, "");

    private readonly TemporaryFolder _folder = new();
    private readonly JobWriter _writer;

    public JobWriterTests() => _writer = new JobWriter(Root);

    private string Root => Path.Combine(_folder.Path, "jobs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_job_is_there_with_all_its_files_and_nothing_else()
    {
        _writer.Create("flats", Flats, "body\none\n"u8.ToArray());

        Assert.Equal("flats", JobFile.Read(Path.Combine(Root, "flats")).Definition.Name);
        Assert.Equal(
            ["jobs/flats/job.yaml", "jobs/flats/sample.csv", "jobs/flats/schema.json"], ListFiles());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../flats")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("/proc/flats")]
    [InlineData("Flats")]
    [InlineData("my_flats")]
    [InlineData("-flats")]
    [InlineData("1flats")]
    [InlineData("flats\n")]
    [InlineData("flàts")]
    [InlineData("a123456789012345678901234567890123456789x")]
    public void A_name_that_could_lead_anywhere_else_is_refused(string name)
    {
        var error = Assert.Throws<InputException>(() => _writer.Create(name, Flats, null));

        Assert.Contains("is no name for a job here", error.Message, StringComparison.Ordinal);
        Assert.Empty(ListFiles());
    }

    [Fact]
    public void A_job_that_is_there_is_not_touched()
    {
        _folder.Write("jobs/flats/job.yaml", "mine");

        var error = Assert.Throws<InputException>(() => _writer.Create("flats", Flats, null));

        Assert.Equal("jobs/flats is there already; name another job", error.Message);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Root, "flats", "job.yaml")));
        Assert.Equal(["jobs/flats/job.yaml"], ListFiles());
    }

    [Fact]
    public void Of_several_that_make_the_same_job_one_makes_it()
    {
        Directory.CreateDirectory(Root);

        var made = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(8).Count(_ =>
            Succeeds(() => new JobWriter(Root).Create("flats", Flats, null)));

        Assert.Equal(1, made);
        Assert.Equal(["jobs/flats/job.yaml", "jobs/flats/schema.json"], ListFiles());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_job_is_made_through_a_link(bool leadsSomewhere)
    {
        var elsewhere = Path.Combine(_folder.Path, "elsewhere");
        if (leadsSomewhere) Directory.CreateDirectory(elsewhere);
        Directory.CreateDirectory(Root);
        Directory.CreateSymbolicLink(Path.Combine(Root, "flats"), elsewhere);

        Assert.Throws<InputException>(() => _writer.Create("flats", Flats, null));

        Assert.Empty(ListFiles().Except(["jobs/flats"]));
        Assert.Equal(leadsSomewhere, Directory.Exists(elsewhere));
    }

    [Fact]
    public void A_link_in_the_place_of_a_job_or_of_its_file_is_neither_read_nor_written()
    {
        var other = _folder.Write("elsewhere/job.yaml", "input: { text: body }\n");
        Directory.CreateDirectory(Root);
        Directory.CreateSymbolicLink(Path.Combine(Root, "whole"), Path.Combine(_folder.Path, "elsewhere"));
        _folder.Write("jobs/part/schema.json", Schema);
        File.CreateSymbolicLink(Path.Combine(Root, "part", "job.yaml"), other);

        Assert.Contains("jobs/whole is a link", Error(() => _writer.Find("whole")), StringComparison.Ordinal);
        Assert.Contains("jobs/part/job.yaml is a link", Error(() => _writer.Find("part")), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_a_job_in_the_folder_is_found()
    {
        _folder.Write("outside/job.yaml", "input: { text: body }\n");
        _folder.Write("jobs/.flats-0badc0de/job.yaml", "input: { text: body }\n");
        _folder.Write("jobs/empty/readme", "");

        Assert.All(
            new[] { "../outside", "outside", ".flats-0badc0de", "empty", "", ".", "nothing" },
            name => Assert.Null(_writer.Find(name)));
    }

    [Fact]
    public void A_change_keeps_the_files_that_are_the_same_their_permissions_and_their_ends_of_lines()
    {
        _folder.Write("jobs/flats/schema.json", Schema);
        var yaml = _folder.Write("jobs/flats/job.yaml", "# mine\r\ninput: { text: body }\r\n");
        File.SetUnixFileMode(yaml, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var there = _writer.Find("flats")!;
        var before = File.GetLastWriteTimeUtc(Path.Combine(Root, "flats", "schema.json"));

        var now = _writer.Replace(
            "flats", there with { Yaml = "# mine\ninput: { text: title }\n" }, there.Version);

        Assert.Null(now);
        Assert.Equal("# mine\r\ninput: { text: title }\r\n", File.ReadAllText(yaml));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(yaml));
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(Root, "flats", "schema.json")));
        Assert.Equal(["jobs/flats/job.yaml", "jobs/flats/schema.json"], ListFiles());
    }

    [Fact]
    public void What_was_changed_meanwhile_is_told_and_stays()
    {
        _writer.Create("flats", Flats, null);
        var opened = _writer.Find("flats")!;
        _folder.Write("jobs/flats/job.yaml", "input: { text: theirs }\n");

        var now = _writer.Replace("flats", opened with { Yaml = "input: { text: mine }\n" }, opened.Version);

        Assert.Equal("input: { text: theirs }\n", now?.Yaml);
        Assert.Equal("input: { text: theirs }\n", File.ReadAllText(Path.Combine(Root, "flats", "job.yaml")));
    }

    [Fact]
    public void Of_several_that_change_the_same_text_one_changes_it()
    {
        _writer.Create("flats", Flats, null);
        var opened = _writer.Find("flats")!;

        var written = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(8).Count(number =>
            _writer.Replace("flats", opened with { Yaml = $"input: {{ text: c{number} }}\n" }, opened.Version) is null);

        Assert.Equal(1, written);
        Assert.Equal(["jobs/flats/job.yaml", "jobs/flats/schema.json"], ListFiles());
    }

    [Fact]
    public void What_is_the_operators_or_not_right_is_written_by_no_way()
    {
        var wrong = Flats with { Yaml = "input: { text: body }\nschedule: { cron: \"0 2 * * *\" }\n" };
        Assert.Contains("schedule: cannot be set", Error(() => _writer.Create("flats", wrong, null)));
        Assert.Empty(ListFiles());
        _writer.Create("flats", Flats, null);
        var opened = _writer.Find("flats")!;

        Assert.Contains("schedule: cannot be set", Error(() => _writer.Replace("flats", wrong, opened.Version)));
        Assert.Contains(
            "pack", Error(() => _writer.Replace(
                "flats", Flats with { Yaml = "input: { text: body }\npack: 0\n" }, opened.Version)));

        Assert.Equal(opened, _writer.Find("flats"));
    }

    [Fact]
    public void A_file_larger_than_people_write_is_not_opened()
    {
        _folder.Write("jobs/flats/schema.json", Schema);
        _folder.Write("jobs/flats/job.yaml", new string('#', JobText.LongestYaml + 1));

        Assert.Contains("jobs/flats/job.yaml holds more than 65,536 bytes", Error(() => _writer.Find("flats")));
    }

    // Nobody writes there, not even who may do everything else.
    [Fact]
    public void Where_nothing_can_be_written_that_is_told()
    {
        var closed = new JobWriter("/sys");

        Assert.False(closed.CanWrite());
        Assert.True(new JobWriter(_folder.Path).CanWrite());
        Assert.Contains("jobs/flats cannot be written: ", Error(() => closed.Create("flats", Flats, null)));
    }

    private static string Error(Action act) => Assert.Throws<InputException>(act).Message;

    private static bool Succeeds(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (InputException)
        {
            return false;
        }
    }

    private IEnumerable<string> ListFiles() => Directory
        .GetFiles(_folder.Path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Select(file => Path.GetRelativePath(_folder.Path, file)).Order();
}
