using BulkExtractor.Forecasting;

namespace BulkExtractor.Tests.Forecasting;

public sealed class PackGrowthTests
{
    [Fact]
    public void Packs_of_one_size_hold_what_they_hold() =>
        Assert.Equal(12.5, PackGrowth.Steady(8).PacksFor(100), 6);

    [Fact]
    public void Where_the_size_is_found_out_packs_grow_and_fewer_are_needed()
    {
        var growing = new PackGrowth(10, 25) { Whole = 1 };

        // 10, 12.5, 15.6, 19.5, 24.4 are 5 packs and 80 chunks; from then on 25.
        Assert.Equal(5 + ((1_000 - 80) / 25.0), growing.PacksFor(1_000), 3);
    }

    [Fact]
    public void Each_model_learns_for_itself_so_that_packs_grow_more_slowly_over_many()
    {
        var course = new PackGrowth(10, 25) { Whole = 1 };

        Assert.True((course with { Models = 4 }).PacksFor(1_000) > course.PacksFor(1_000));
    }

    [Fact]
    public void Packs_stop_growing_where_cut_answers_make_them_shrink_again()
    {
        var course = new PackGrowth(10, 25) { Whole = 0.6, Cut = 0.3 };

        // A fifth of the models rise: 0.6 × 0.2 × 0.25 × 4 + 0.6 × 0.8 × 0.5 = 0.3 × 0.3 × 4
        Assert.InRange(course.PacksFor(100_000), 100_000 / 4.2, 100_000 / 3.8);
    }

    [Fact]
    public void Packs_grow_slowly_with_models_for_which_one_was_too_large()
    {
        var course = new PackGrowth(10, 25) { Whole = 1 };

        Assert.True((course with { Rising = 0 }).PacksFor(1_000) > course.PacksFor(1_000) + 1);
    }

    [Fact]
    public void What_is_sent_before_anything_comes_back_is_as_small_as_the_first_pack()
    {
        var course = new PackGrowth(10, 25) { Whole = 1, AtOnce = 3 };

        // 10, 10, 10, 12.5, 15.6, 19.5, 24.4, and 25 from then on.
        Assert.Equal(7 + ((1_000 - 100) / 25.0), course.PacksFor(1_000), 3);
    }

    [Fact]
    public void A_careful_course_has_more_packs_that_miss_something_and_more_that_are_cut_off()
    {
        var course = new PackGrowth(10, 25) { Whole = 0.8, Partial = 0.1, Cut = 0.1 };

        var careful = course.Careful(deviations: 1, requests: 9);

        // √(0.1 × 0.9 ÷ 9) = 0.1 more of either.
        Assert.Equal([0.6, 0.2, 0.2], Rounded(careful));
        Assert.True(careful.PacksFor(1_000) > course.PacksFor(1_000));
    }

    [Fact]
    public void A_careful_course_has_no_more_packs_than_there_are()
    {
        var course = new PackGrowth(10, 25) { Whole = 0.1, Partial = 0.5, Cut = 0.4 };

        var careful = course.Careful(deviations: 1, requests: 1);

        Assert.Equal([0, 0.6, 0.4], Rounded(careful));
    }

    [Fact]
    public void Full_packs_lack_what_earlier_losses_took_from_them()
    {
        var course = new PackGrowth(25, 25) { Whole = 0.9 };
        var growing = course with { Size = 24 };

        Assert.Equal(40, course.PacksFor(1_000), 3);
        Assert.True((growing with { Cut = 0.05 }).PacksFor(1_000) > (growing with { Partial = 0.05 }).PacksFor(1_000));
    }

    private static double[] Rounded(PackGrowth course) =>
        [.. new[] { course.Whole, course.Partial, course.Cut }.Select(share => Math.Round(share, 6))];
}
