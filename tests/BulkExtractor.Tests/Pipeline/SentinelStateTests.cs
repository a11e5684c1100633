using BulkExtractor.Batches;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using BulkExtractor.Quality;

namespace BulkExtractor.Tests.Pipeline;

public sealed class SentinelStateTests
{
    private readonly SentinelState _batch = new(new SentinelRotation([], 0.1, new Random(1)));

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

    [Fact]
    public void What_confidences_are_worth_is_told_by_model()
    {
        _batch.Follow([Measured("right", Read(60, 0)), Measured("wrong", Read(0, 60))]);

        Assert.InRange(Worth("right"), 0.85, 1);
        Assert.InRange(Worth("another"), 0.45, 0.6);
        Assert.InRange(Worth("wrong"), 0, 0.2);
    }

    private static FieldAccuracy Read(int right, int wrong) =>
        new("total", right, wrong, 0) { Levels = [new ConfidenceLevel(0.97, right, wrong)] };

    private double Worth(string model)
    {
        var place = new SourceSpan(0, 1, MatchKind.Exact) { Confidence = 0.97 };
        var found = Evidence.From(new Dictionary<string, SourceSpan> { ["/total"] = place }, []);
        return found.Calibrated(_batch.CalibrationsOf(model)).Confidence!.Value;
    }

    private static ModelAccuracy Measured(string model, params FieldAccuracy[] fields) =>
        new(1, "account", model, new FieldAccuracies(model, fields));
}
