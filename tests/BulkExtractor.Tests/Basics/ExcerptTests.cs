using BulkExtractor.Basics;

namespace BulkExtractor.Tests.Basics;

public sealed class ExcerptTests
{
    [Fact]
    public void A_text_is_cut_between_characters_and_never_within_one() =>
        Assert.Equal("ab…", Excerpt.Cut("ab\U0001F600cd", 4));

    [Fact]
    public void A_text_of_several_lines_is_shown_on_one() =>
        Assert.Equal("ab cd", Excerpt.Cut(" ab\r\ncd\n", 5));
}
