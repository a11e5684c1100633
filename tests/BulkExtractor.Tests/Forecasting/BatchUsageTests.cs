using BulkExtractor.Forecasting;

namespace BulkExtractor.Tests.Forecasting;

public sealed class BatchUsageTests
{
    [Theory]
    [InlineData(242, 1 / 11.0, 22, "242 from earlier results or equal documents: 22 requests saved")]
    [InlineData(1_240, 1.0, 1_240, "1,240 from earlier results or equal documents: 1,240 requests saved")]
    [InlineData(12, 1 / 12.0, 1, "12 from earlier results or equal documents: 1 request saved")]
    [InlineData(2, 1 / 12.0, 0, "2 from earlier results or equal documents")]
    [InlineData(2, null, null, "2 from earlier results or equal documents")]
    [InlineData(0, null, 0, null)]
    public void What_earlier_results_saved_is_what_they_took_then(
        int cached, double? each, int? saved, string? said)
    {
        var usage = new BatchUsage([]) { RequestsPerCached = each };

        Assert.Equal(saved, usage.SavedRequests(Some.Progress(cached, cached, 0)));
        Assert.Equal(said, usage.DescribeSaving(Some.Progress(cached, cached, 0)));
    }

    [Fact]
    public void Where_the_earlier_requests_are_forgotten_the_batchs_own_say_what_was_saved() =>
        Assert.Equal(4, new BatchUsage([]).SavedRequests(Some.Progress(extracted: 60, cached: 40, requests: 2)));

    [Fact]
    public void All_models_together_are_the_sum_of_each()
    {
        var one = new Usage { Requests = 2, Wasted = 1, Rows = 9, PromptTokens = 70, CompletionTokens = 30 };
        var other = new Usage
        {
            Requests = 1,
            Rows = 4,
            PromptTokens = 7,
            CompletionTokens = 3,
            ThoughtTokens = 2,
            Cost = 0.5m,
        };

        var total = new BatchUsage([new("a", "m", one), new("a", "n", other)]).Total;

        Assert.Equal(
            new Usage
            {
                Requests = 3,
                Wasted = 1,
                Rows = 13,
                PromptTokens = 77,
                CompletionTokens = 33,
                ThoughtTokens = 2,
                Cost = 0.5m,
            },
            total);
    }
}
