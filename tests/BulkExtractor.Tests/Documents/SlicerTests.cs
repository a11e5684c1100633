using BulkExtractor.Documents;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Documents;

public sealed class SlicerTests
{
    [Theory]
    [InlineData("First paragraph here.\n\nSecond one. It is longer.", 12, "First paragraph here.\n\n")]
    [InlineData("A title\n\nThen a sentence. And another one that is longer.", 12, "A title\n\nThen a sentence. ")]
    [InlineData("Item one 12.50\nItem two 13.50", 8, "Item one 12.50\n")]
    [InlineData("We met Dr. A. Jones. He left.", 8, "We met Dr. A. Jones. ")]
    [InlineData("今日は晴れです。明日は雨でしょう。", 14, "今日は晴れです。")]
    [InlineData("كيف حالك؟ أنا بخير شكرا", 8, "كيف حالك؟ ")]
    [InlineData("यह एक है। वह दो है।", 13, "यह एक है। ")]
    [InlineData("He said “Go!” Then he went away", 7, "He said “Go!” ")]
    [InlineData("one two three four five", 4, "one two three ")]
    [InlineData("abcdefghijklmnop", 2, "abcdefg")]
    [InlineData("👍🏽👍🏽👍🏽", 13, "👍🏽👍🏽")]
    public void The_first_cut_is_on_the_best_border_that_fits(string text, int maxTokens, string expected) =>
        Assert.Equal(expected, Parts(text, Slicer.Cut(text, maxTokens))[0]);

    [Fact]
    public void Slices_count_code_points()
    {
        var slices = Slicer.Cut("👍 one two", 4);

        Assert.Equal([new Slice(0, 2), new Slice(2, 7) { Offset = 3 }], slices);
    }

    [Fact]
    public void An_empty_text_is_one_empty_slice() => Assert.Equal([new Slice(0, 0)], Slicer.Cut("", 10));

    [Fact]
    public void A_character_that_is_too_large_for_a_slice_is_cut_between_code_points()
    {
        var text = "e" + new string('\u0301', 50);

        var parts = Parts(text, Slicer.Cut(text, 10));

        Assert.Equal(
            text,
            string.Concat(parts.Zip(Shared(text, Slicer.Cut(text, 10)), (part, shared) => part[shared.Length..])));
        Assert.All(parts, part => Assert.InRange(TokenEstimate.Estimate(part), 1, 10));
    }

    [Fact]
    public void What_stands_across_a_border_stands_in_the_next_slice_as_a_whole()
    {
        var words = Enumerable.Range(1, 400).Select(number => $"word{number}");
        var text = string.Join(' ', words);

        var parts = Parts(text, Slicer.Cut(text, 200));

        Assert.InRange(parts.Count, 5, 100);
        Assert.All(words.Zip(words.Skip(1), (one, next) => $"{one} {next}"), pair =>
            Assert.Contains(parts, part => part.Contains(pair, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_tokens_at_all_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Slicer.Cut("text", 0));

    /// <summary>What each slice shares with the one before it.</summary>
    internal static List<string> Shared(string text, IReadOnlyList<Slice> slices)
    {
        var runes = text.EnumerateRunes().ToArray();
        return
        [
            .. slices.Select((slice, i) => i == 0
                ? ""
                : string.Concat(runes[slice.Start..(slices[i - 1].Start + slices[i - 1].Length)])),
        ];
    }

    internal static List<string> Parts(string text, IReadOnlyList<Slice> slices)
    {
        var runes = text.EnumerateRunes().ToArray();
        return [.. slices.Select(slice => string.Concat(runes[slice.Start..(slice.Start + slice.Length)]))];
    }
}
