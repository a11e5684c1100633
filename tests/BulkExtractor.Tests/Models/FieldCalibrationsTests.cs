using BulkExtractor.Batches;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Models;

public sealed class FieldCalibrationsTests
{
    private static readonly ModelAccuracy Good = Read("good", "date", right: 90, wrong: 0);
    private static readonly ModelAccuracy Bad = Read("bad", "date", right: 45, wrong: 45);

    [Fact]
    public void A_field_is_calibrated_by_its_own_gold_and_others_stay_as_they_are()
    {
        var evidence = Found("/date", "/dates", "/total").Calibrated(FieldCalibrations.Create([Bad], "bad"));

        Assert.InRange(evidence.Places["/date"].Confidence, 0.5, 0.56);
        Assert.Equal((0.97, 0.97), (evidence.Places["/dates"].Confidence, evidence.Places["/total"].Confidence));
    }

    [Fact]
    public void The_whole_is_as_sure_as_its_weakest_field()
    {
        var evidence = Found("/date", "/total").Calibrated(FieldCalibrations.Create([Bad], "bad"));

        Assert.InRange(evidence.Confidence!.Value, 0.5, 0.56);
    }

    [Fact]
    public void Every_value_in_a_field_is_as_sure_as_the_field_was_measured()
    {
        var read = Found("/date/0/from", "/date/1").Calibrated(FieldCalibrations.Create([Bad], "bad"));

        Assert.All(read.Places.Values, place => Assert.InRange(place.Confidence, 0.5, 0.56));
    }

    [Fact]
    public void A_model_is_believed_by_what_it_read_itself()
    {
        Assert.InRange(ConfidenceOf("good", Good, Bad), 0.95, 1);
        Assert.InRange(ConfidenceOf("bad", Good, Bad), 0.5, 0.56);
    }

    [Fact]
    public void A_model_that_read_no_gold_is_believed_as_the_others_are() =>
        Assert.InRange(ConfidenceOf("new", Good, Bad), 0.74, 0.78);

    [Fact]
    public void What_a_benched_model_read_speaks_for_itself_only()
    {
        var benched = Bad with { Quarantine = new Quarantine("it misread", 0.9, default, default) };

        Assert.InRange(ConfidenceOf("new", Good, benched), 0.99, 1);
        Assert.InRange(ConfidenceOf("bad", Good, benched), 0.5, 0.56);
    }

    [Fact]
    public void A_field_is_found_whatever_signs_its_name_has()
    {
        var read = FieldCalibrations.Create([Read("bad", "net/gross ~", right: 45, wrong: 45)], "bad");

        Assert.InRange(Found("/net~1gross ~0").Calibrated(read).Confidence!.Value, 0.5, 0.56);
    }

    [Fact]
    public void Without_gold_evidence_stays_what_it_is()
    {
        var evidence = Found("/date") with { Said = [new CandidateValues("/date", [])] };

        Assert.Same(evidence, evidence.Calibrated(FieldCalibrations.None));
    }

    private static double ConfidenceOf(string model, params ModelAccuracy[] standings) =>
        Found("/date").Calibrated(FieldCalibrations.Create(standings, model)).Confidence!.Value;

    private static Evidence Found(params string[] pointers) => Evidence.From(
        pointers.ToDictionary(pointer => pointer, _ => new SourceSpan(0, 1, MatchKind.Exact) { Confidence = 0.97 }),
        []);

    private static ModelAccuracy Read(string model, string field, int right, int wrong)
    {
        var levels = new ConfidenceLevel(0.97, right, wrong);
        var read = new FieldAccuracy(field, right, wrong, 0) { Levels = [levels] };
        return new(1, "account", model, new FieldAccuracies(model, [read]));
    }
}
