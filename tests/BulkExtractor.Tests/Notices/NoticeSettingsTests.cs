using BulkExtractor.Jobs;
using BulkExtractor.Notices;

namespace BulkExtractor.Tests.Notices;

public sealed class NoticeSettingsTests
{
    private static readonly NotifyTarget OfJob = new("https://job.example/", ["finished"], "${JOB}");
    private static readonly NotifyTarget OfAll = new("https://all.example/", ["finished", "run_done"], null);

    [Fact]
    public void Those_are_told_who_want_to_hear_of_the_event()
    {
        var settings = new NoticeSettings([new NoticeTarget(OfAll, false)], false);

        Assert.Equal([OfJob.To, OfAll.To], ToWhom(settings.Choose("finished", [OfJob])));
        Assert.Equal([OfAll.To], ToWhom(settings.Choose("run_done", [OfJob])));
        Assert.Empty(settings.Choose("missed_run", [OfJob]));
    }

    [Fact]
    public void Who_stands_in_job_and_settings_hears_of_what_either_says_once()
    {
        var same = OfAll with { To = OfJob.To };
        var settings = new NoticeSettings([new NoticeTarget(same, false)], false);

        var all = Assert.Single(settings.All([OfJob]));

        Assert.Equal(["finished", "run_done"], all.Target.When);
        Assert.Equal("${JOB}", all.Target.Secret);
    }

    [Theory]
    [InlineData(false, false, new[] { false, false })]
    [InlineData(true, false, new[] { false, true })]
    [InlineData(false, true, new[] { true, true })]
    public void Inside_goes_only_what_the_settings_let_inside(bool one, bool all, bool[] inside)
    {
        var settings = new NoticeSettings([new NoticeTarget(OfAll, one)], all);

        Assert.Equal(inside, settings.All([OfJob]).Select(target => target.AllowsInternal));
    }

    private static IEnumerable<string> ToWhom(IEnumerable<NoticeTarget> targets) =>
        targets.Select(target => target.Target.To);
}
