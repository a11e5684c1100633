using System.Globalization;
using BulkExtractor.Documents;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Documents;

public sealed class SlicerPropertyTests(ITestOutputHelper output)
{
    private static readonly string[] Bits =
    [
        "a", "Zürich", "word ", "Dr. ", "End. ", "\n", "\r\n", "\n\n", "  ", "\t",
        "e\u0301", "👨‍👩‍👧", "👍🏽", "🇩🇪", "🇫🇷",
        "日本語", "です。", "？」", "مرحبا ", "؟ ", "नमस्ते", "क्षि", "। ", "한국어 ", "12.50 ", "ไทย", "…", "\u00a0", "\"! ",
    ];

    public static TheoryData<int> Seeds => [.. SeedsToTry()];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Slices_cover_the_text_fit_the_tokens_share_a_little_and_split_no_character(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var text = string.Concat(random.GetItems(Bits, random.Next(1, 300)));
        var maxTokens = random.Next(20, 200);

        var slices = Slicer.Cut(text, maxTokens);

        var parts = SlicerTests.Parts(text, slices);
        var shared = SlicerTests.Shared(text, slices);
        Assert.Equal(text, string.Concat(parts.Zip(shared, (part, overlap) => part[overlap.Length..])));
        Assert.All(parts, part => Assert.InRange(TokenEstimate.Estimate(part), 1, maxTokens));
        Assert.All(shared, overlap => Assert.InRange(TokenEstimate.Estimate(overlap), 0, Slicer.OverlapOf(maxTokens)));
        HashSet<int> borders =
        [
            .. slices.Select(slice => slice.Offset),
            .. slices.Zip(parts, (slice, part) => slice.Offset + part.Length),
        ];
        Assert.Subset(BordersOfCharacters(text), borders);
    }

    [Fact]
    public void A_million_characters_without_a_word_are_cut_in_one_go()
    {
        var spaces = new string(' ', 500_000) + new string(')', 500_000);

        var slices = Slicer.Cut(spaces, 1_000);

        Assert.Equal(1_000_000, slices[^1].Start + slices[^1].Length);
        Assert.InRange(slices.Count, 400, 1_100);
    }

    private static IEnumerable<int> SeedsToTry() => TestSeed.Given is { } seed ? [seed] : Enumerable.Range(1, 200);

    private static HashSet<int> BordersOfCharacters(string text) =>
        [.. StringInfo.ParseCombiningCharacters(text), text.Length];
}
