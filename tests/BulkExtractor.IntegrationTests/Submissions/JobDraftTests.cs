using System.Text;
using BulkExtractor.Basics;
using BulkExtractor.Jobs;
using BulkExtractor.Submissions;

namespace BulkExtractor.IntegrationTests.Submissions;

public sealed class JobDraftTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("id,title,body\n1,a,a long text about it\n2,a,another long text\n", "id", "body")]
    [InlineData("title;body\na;a long text about it\na;another long text\n", null, "body")]
    [InlineData("text\nonly this\n", null, "text")]
    [InlineData("Ort: #1,\"Text, \"\"lang\"\"\"\n,a long text about it\n", null, "Text, \"lang\"")]
    public async Task The_text_is_the_longest_column_the_key_one_that_differs_and_the_job_is_right(
        string csv, string? id, string text)
    {
        var draft = await ReadAsync(csv);

        draft.Write(Path.Combine(_folder.Path, "flats"));

        Assert.Equal(("flats", id, text), (draft.Name, draft.Id, draft.Text));
        var job = JobFile.Read(Path.Combine(_folder.Path, "flats"));
        Assert.Equal((id, text), (job.Input.Id, job.Input.Text));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "flats", "sample.csv")));
    }

    [Fact]
    public async Task A_job_that_is_there_is_not_touched()
    {
        var draft = await ReadAsync("text\none\n");
        _folder.Write("flats/job.yaml", "mine");

        var error = Assert.Throws<InputException>(() => draft.Write(Path.Combine(_folder.Path, "flats")));

        Assert.Contains("is there already", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "flats", "job.yaml"), Token));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a,b\n", "has a header, but no rows")]
    [InlineData("a,a\n1,2\n", "'a' is there more than once")]
    public async Task A_csv_that_shows_nothing_is_refused(string csv, string expected)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => ReadAsync(csv));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static Task<JobDraft> ReadAsync(string csv) =>
        JobDraft.ReadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(csv)), "flats", new SubmitOptions("flats.csv"), Token);
}
