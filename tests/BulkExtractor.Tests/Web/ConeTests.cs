using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Web.Charts;

namespace BulkExtractor.Tests.Web;

public sealed class ConeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly BatchProgress Batch = new()
    {
        BatchId = 1,
        Job = "adverts",
        Source = "a.csv",
        State = "extracting",
        Documents = 100,
        Extracted = 30,
    };

    [Fact]
    public void The_line_ends_now_at_what_is_done_and_goes_back_by_what_each_span_brought()
    {
        var cone = Cone.Draw(Batch, [Bucket(-2, 20), Bucket(-1, 10)], Minute, null, Noon)!;

        Assert.Equal(
            [(-2, 0.0), (-1, 20.0), (0, 30.0)],
            cone.Done.Select(p => ((int)(p.At - Noon).TotalMinutes, p.Value)));
    }

    [Fact]
    public void Between_spans_in_which_something_was_asked_the_line_is_level_and_what_failed_is_not_in_it()
    {
        var failing = Batch with { Failed = 5 };

        var cone = Cone.Draw(failing, [Bucket(-60, 20), Bucket(-10, 10)], Minute, null, Noon)!;

        Assert.Equal(
            [(-60, 0.0), (-59, 20.0), (-10, 20.0), (-9, 30.0), (0, 30.0)],
            cone.Done.Select(p => ((int)(p.At - Noon).TotalMinutes, p.Value)));
    }

    [Fact]
    public void It_opens_from_now_to_the_two_ends_that_are_foreseen()
    {
        var outlook = new Forecast(7, Noon.AddMinutes(7), Noon.AddMinutes(9));

        var cone = Cone.Draw(Batch, [Bucket(-1, 30)], Minute, outlook, Noon)!;

        Assert.Equal((100, Noon.AddMinutes(7), Noon.AddMinutes(9)), (cone.All, cone.P50, cone.P90));
    }

    [Fact]
    public void Before_the_first_answer_there_is_nothing_to_draw() =>
        Assert.Null(Cone.Draw(Batch, [], Minute, null, Noon));

    private static RequestBucket Bucket(int minute, int rows) =>
        new(Noon.AddMinutes(minute), "account", "model") { Requests = 1, Answered = 1, Rows = rows };
}
