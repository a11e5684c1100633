using System.Text;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Submissions;

namespace BulkExtractor.Tests.Batches;

public sealed class TrainingNoticesTests
{
    [Fact]
    public async Task Free_models_elsewhere_may_train_on_the_texts_and_that_is_said_once_an_account() =>
        Assert.Contains(
            "router", Assert.Single(await NoticesAsync(Some.Account(), deny: false)), StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_is_said_where_that_is_denied_or_the_models_are_on_this_machine()
    {
        Assert.Empty(await NoticesAsync(Some.Account(), deny: true));
        Assert.Empty(await NoticesAsync(Some.Account("http://127.0.0.1:8080/v1"), deny: false));
    }

    private static async Task<IReadOnlyList<string>> NoticesAsync(Account account, bool deny)
    {
        var job = new Job
        {
            Definition = Some.Definition(),
            Input = new JobInput("text"),
            Folder = "",
            Models = new JobModels { DenyDataCollection = deny },
        };
        var pool = new Pool([account], [Some.Model("one:free", account), Some.Model("two:free", account)], "", []);
        await using var submission = await Submission.OpenAsync(
            new MemoryStream(Encoding.UTF8.GetBytes("text\nx\n")),
            job,
            new SubmitOptions("input.csv"),
            pool,
            TestContext.Current.CancellationToken);
        return submission.TrainingNotices;
    }
}
