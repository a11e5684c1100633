using BulkExtractor.Basics;
using BulkExtractor.Jobs;

namespace BulkExtractor.IntegrationTests.Jobs;

public sealed class JobFolderTests : IDisposable
{
    private const string Schema = """{"type":"object","properties":{"total":{"type":"number"}}}""";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_job_is_found_by_its_name_or_its_path()
    {
        _folder.Write("jobs/mails/job.yaml", "");
        _folder.Write("elsewhere/notes/job.yaml", "");
        var root = Path.Combine(_folder.Path, "jobs");
        var path = Path.Combine(_folder.Path, "elsewhere", "notes");

        Assert.Equal(Path.Combine(root, "mails"), JobFolder.Find("mails", root));
        Assert.Equal(path, JobFolder.Find(path, root));
        Assert.Equal([Path.Combine(root, "mails")], JobFolder.All(root));
    }

    [Fact]
    public void An_unknown_job_is_named_with_those_there_are()
    {
        _folder.Write("jobs/mails/job.yaml", "");
        _folder.Write("jobs/empty/readme", "");
        var root = Path.Combine(_folder.Path, "jobs");

        Assert.Equal("There is no job 'mail'; did you mean 'mails'? allowed: mails", Error("mail", root));
        Assert.EndsWith("empty: holds no job.yaml", Error("empty", root));
        Assert.Contains("there are none in", Error("mail", Path.Combine(root, "mails")));
    }

    [Fact]
    public void The_files_of_a_folder_become_a_job()
    {
        _folder.Write("a job/job.yaml", "input: { text: body }\n");
        _folder.Write("a job/schema.json", Schema);
        _folder.Write("a job/examples.jsonl", """{"document":"5","fields":{"total":5}}""");
        var folder = Path.Combine(_folder.Path, "a job");

        var error = Assert.Throws<InputException>(() => JobFile.Read(folder));
        _folder.Write("a job/job.yaml", "name: totals\ninput: { text: body }\n");
        var job = JobFile.Read(folder);

        Assert.Contains("job.yaml:1: 'a job' is no name for a job", error.Message);
        Assert.Equal(("totals", Schema, folder), (job.Definition.Name, job.Definition.Schema, job.Folder));
        Assert.Single(job.Definition.Examples);
    }

    [Fact]
    public void A_missing_or_unreadable_file_is_named()
    {
        var folder = Path.Combine(_folder.Path, "mails");
        _folder.Write("mails/job.yaml", "input: { text: body }\n");

        var missing = Assert.Throws<InputException>(() => JobFile.Read(folder));
        File.WriteAllBytes(_folder.Write("mails/schema.json", ""), [0x7B, 0xE4, 0x7D]);
        var unreadable = Assert.Throws<InputException>(() => JobFile.Read(folder));

        Assert.EndsWith("schema.json: there is no such file", missing.Message);
        Assert.EndsWith("schema.json: is not UTF-8; save it as UTF-8", unreadable.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static string Error(string name, string root) =>
        Assert.Throws<InputException>(() => JobFolder.Find(name, root)).Message;
}
