using System.Text;
using BulkExtractor.Basics;
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

    [Fact]
    public async Task An_account_whose_terms_name_training_is_left_out_and_that_is_said()
    {
        await using var submission = await OpenAsync(new JobModels(), Some.Account(), Trainer);

        Assert.Equal(["router"], submission.Candidates.Select(model => model.Account.Name).Distinct());
        Assert.Equal([Some.Account().Id], submission.Batch.Accounts);
        Assert.Equal(
            "google is left out by its terms (may train on texts); "
            + "models.data_collection: allow in job.yaml lets it take part.",
            submission.TrainingNotices[^1]);
    }

    [Fact]
    public async Task It_takes_part_where_the_job_allows_it_in_writing()
    {
        await using var submission = await OpenAsync(
            new JobModels { AllowDataCollection = true }, Some.Account(), Trainer);

        Assert.Equal([Some.Account().Id, Trainer.Id], submission.Batch.Accounts);
        Assert.All(submission.TrainingNotices, notice => Assert.Contains("may train on these texts", notice));
    }

    [Fact]
    public async Task It_is_left_out_in_silence_where_the_job_denies_it()
    {
        await using var submission = await OpenAsync(
            new JobModels { DenyDataCollection = true }, Some.Account(), Trainer);

        Assert.Equal([Some.Account().Id], submission.Batch.Accounts);
        Assert.Empty(submission.TrainingNotices);
    }

    [Fact]
    public async Task Where_no_other_account_is_there_the_error_says_what_lets_it_take_part()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => OpenAsync(new JobModels(), Trainer));

        Assert.EndsWith("models.data_collection: allow in job.yaml lets it take part", error.Message);
    }

    [Fact]
    public async Task Terms_that_name_no_training_are_said_as_they_are()
    {
        await using var submission = await OpenAsync(
            new JobModels(), Some.Account() with { Terms = "for evaluation only" });

        Assert.Equal(
            ["Free models of router read these texts; its terms: for evaluation only."], submission.TrainingNotices);
    }

    private static readonly Account Trainer =
        new("google", new Uri("https://example.org/v1")) { Terms = "may train on texts" };

    private static async Task<IReadOnlyList<string>> NoticesAsync(Account account, bool deny)
    {
        await using var submission = await OpenAsync(new JobModels { DenyDataCollection = deny }, account);
        return submission.TrainingNotices;
    }

    private static Task<Submission> OpenAsync(JobModels models, params Account[] accounts)
    {
        var job = new Job
        {
            Definition = Some.Definition(),
            Input = new JobInput("text"),
            Folder = "",
            Models = models,
        };
        Model[] both = [.. accounts.SelectMany(account =>
            new[] { Some.Model("one:free", account), Some.Model("two:free", account) })];
        return Submission.OpenAsync(
            new MemoryStream(Encoding.UTF8.GetBytes("text\nx\n")),
            job,
            new SubmitOptions("input.csv"),
            new Pool(accounts, both, "", []),
            TestContext.Current.CancellationToken);
    }
}
