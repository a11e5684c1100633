using BulkExtractor.Models;
using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

public sealed class AnswerTimesTests
{
    private static readonly Model Quick = Some.Model("quick", Some.Account());
    private static readonly Model Slow = Some.Model("slow", Some.Account());
    private static readonly Model Unknown = Some.Model("unknown", Some.Account());
    private static readonly Model Listed = Some.Model("listed", Some.Account()) with { GoodFor = ["fast"] };

    private readonly AnswerTimes _times = new(new ManualClock());

    [Fact]
    public void The_model_that_answers_in_the_least_time_is_fast()
    {
        Learn(Quick, 1);
        Learn(Slow, 3);

        Assert.Equal([Quick], Fast(Quick, Slow, Unknown));
    }

    [Fact]
    public void A_model_that_is_listed_as_fast_need_not_have_answered() =>
        Assert.Equal([Listed], Fast(Listed, Unknown));

    [Fact]
    public void Where_one_model_alone_has_answered_nobody_knows_who_is_fast()
    {
        Learn(Slow, 3);

        Assert.Empty(Fast(Slow, Unknown));
    }

    [Fact]
    public void A_model_that_became_slow_is_fast_no_more()
    {
        Learn(Quick, 1);
        Learn(Slow, 3);

        for (var i = 0; i < 10; i++) Learn(Quick, 20);

        Assert.Equal([Slow], Fast(Quick, Slow));
    }

    private void Learn(Model model, double seconds) => _times.Learn(model, TimeSpan.FromSeconds(seconds));

    private IEnumerable<Model> Fast(params Model[] among) => among.Where(model => _times.IsFast(model, among));
}
