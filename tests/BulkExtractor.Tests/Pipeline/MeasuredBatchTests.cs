using BulkExtractor.Pipeline;
using BulkExtractor.Sentinels;

namespace BulkExtractor.Tests.Pipeline;

public sealed class MeasuredBatchTests
{
    private readonly MeasuredBatch _batch = new(new SentinelDeck([], 0.1, new Random(1)));

    [Fact]
    public void A_field_that_a_model_often_gets_wrong_is_told_by_name()
    {
        _batch.Follow([Measured("one", new FieldAccuracy("total", 30, 0, 0), new FieldAccuracy("date", 10, 15, 5))]);

        var accuracy = _batch.AccuracyOf("one");

        Assert.InRange(accuracy["total"], 0.95, 1);
        Assert.InRange(accuracy["date"], 0.3, 0.5);
    }

    [Fact]
    public void Of_a_model_without_sentinels_nothing_is_told() => Assert.Empty(_batch.AccuracyOf("another"));

    private static Standing Measured(string model, params FieldAccuracy[] fields) =>
        new(1, "account", model, new Accuracy(model, fields));
}
