using BulkExtractor.Basics;

namespace BulkExtractor.Tests.Basics;

public sealed class CleanTextTests
{
    // In code and not in attributes, which cannot hold lone surrogates.
    [Fact]
    public void What_cannot_be_stored_is_replaced()
    {
        Assert.Equal("a\uFFFDb", CleanText.Clean("a\0b"));
        Assert.Equal("\uFFFD", CleanText.Clean("\uD83D"));
        Assert.Equal("\uFFFD\uFFFD", CleanText.Clean("\uDE00\uD83D"));
        Assert.Equal("\uFFFD\uD83D\uDE00", CleanText.Clean("\uD83D\uD83D\uDE00"));
    }

    [Fact]
    public void What_was_replaced_is_counted_and_what_stood_there_before_is_not()
    {
        Assert.Equal("\uFFFDa\uFFFD\uFFFD", CleanText.Clean("\uFFFDa\0\uD83D", out var replaced));
        Assert.Equal(2, replaced);
    }

    [Fact]
    public void A_clean_text_is_not_copied()
    {
        var text = "grün \uD83D\uDE00";

        Assert.Same(text, CleanText.Clean(text));
    }
}
