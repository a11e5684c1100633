using BulkExtractor.Forecast;

namespace BulkExtractor.Tests.Forecast;

public sealed class PackCourseTests
{
    [Fact]
    public void Packs_of_one_size_hold_what_they_hold() =>
        Assert.Equal(12.5, PackCourse.Steady(8).PacksFor(100), 6);

    [Fact]
    public void Where_the_size_is_found_out_packs_grow_and_fewer_are_needed()
    {
        var growing = new PackCourse(10, 25) { Whole = 1 };

        // 10, 12.5, 15.6, 19.5, 24.4 are 5 packs and 82.07 chunks; from then on 25.
        Assert.Equal(5 + ((1_000 - 82.07) / 25), growing.PacksFor(1_000), 3);
    }

    [Fact]
    public void Each_model_learns_for_itself_so_that_packs_grow_more_slowly_over_many()
    {
        var course = new PackCourse(10, 25) { Whole = 1 };

        Assert.True((course with { Models = 4 }).PacksFor(1_000) > course.PacksFor(1_000));
    }

    [Fact]
    public void Packs_stop_growing_where_what_they_miss_makes_them_shrink_again()
    {
        var course = new PackCourse(10, 25) { Whole = 0.7, Partial = 0.25 };

        // 0.7 × 0.5 = 0.25 × 0.1 × 14
        Assert.InRange(course.PacksFor(100_000), 100_000 / 14.0, 100_000 / 13.8);
    }
}
