using BulkExtractor.Models;

namespace BulkExtractor.Tests.Models;

public sealed class FieldAccuraciesTests
{
    [Fact]
    public void A_model_that_nobody_knows_is_taken_for_nearly_as_good_as_the_best()
    {
        var best = Of(new FieldAccuracy("name", 50, 0, 0));

        Assert.InRange(Of().Chance.Mean / best.Chance.Mean, 0.94, 1);
    }

    [Fact]
    public void A_few_sentinels_tell_a_bad_model()
    {
        var bad = Of(new FieldAccuracy("name", 0, 3, 1), new FieldAccuracy("city", 2, 2, 0));

        Assert.InRange(bad.Chance.Mean, 0.5, 0.65);
    }

    [Fact]
    public void A_document_is_one_trial_however_many_fields_it_has()
    {
        var one = Of(new FieldAccuracy("name", 10, 10, 0));
        var many = Of([.. Enumerable.Range(1, 20).Select(number => new FieldAccuracy($"field {number}", 10, 10, 0))]);

        Assert.Equal(one.Chance, many.Chance);
    }

    [Fact]
    public void Each_field_has_an_accuracy_of_its_own()
    {
        var accuracy = Of(new FieldAccuracy("name", 40, 0, 0), new FieldAccuracy("total", 0, 20, 20));

        Assert.InRange(accuracy.Fields[0].Chance.Mean, 0.95, 1);
        Assert.InRange(accuracy.Fields[1].Chance.Mean, 0, 0.1);
    }

    private static FieldAccuracies Of(params FieldAccuracy[] fields) => new("account model", fields);
}
