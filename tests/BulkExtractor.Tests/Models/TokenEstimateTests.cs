using BulkExtractor.Models;

namespace BulkExtractor.Tests.Models;

public sealed class TokenEstimateTests
{
    // The lower bounds are counts by common tokenizers; the upper ones keep the estimate from wasting context.
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("The quick brown fox jumps over the lazy dog near the river bank.", 14, 22)]
    [InlineData("Die Rechnung über die Lieferung vom vergangenen Dienstag liegt bei.", 16, 28)]
    [InlineData("Съешь ещё этих мягких французских булок, да выпей чаю", 18, 32)]
    [InlineData("いろはにほへとちりぬるを", 10, 18)]
    [InlineData("我们昨天在北京见面了。", 9, 18)]
    [InlineData("السلام عليكم ورحمة الله وبركاته", 10, 20)]
    [InlineData("नमस्ते दुनिया", 6, 20)]
    [InlineData("4711 0815 2026-01-27", 12, 20)]
    [InlineData("👍👍👍", 6, 12)]
    public void Is_near_to_what_tokenizers_count_and_not_below(string text, int least, int most) =>
        Assert.InRange(TokenEstimate.Estimate(text), least, most);

    [Theory]
    [InlineData("", Script.Latin)]
    [InlineData("Die Rechnung über die Lieferung: 1 × €", Script.Latin)]
    [InlineData("Съешь ещё этих французских булок (OK)", Script.Alphabet)]
    [InlineData("السلام عليكم ورحمة الله وبركاته", Script.Alphabet)]
    [InlineData("私たちは昨日 Tokyo で会いました", Script.Ideographs)]
    [InlineData("우리는 어제 서울에서 만났다", Script.Ideographs)]
    [InlineData("नमस्ते दुनिया", Script.Other)]
    [InlineData("👍👍👍 ok", Script.Other)]
    public void The_script_of_a_text_is_the_one_that_most_of_its_tokens_come_from(string text, Script script) =>
        Assert.Equal(script, TokenEstimate.ScriptOf(text));

    [Fact]
    public void Parts_are_never_worth_less_than_the_whole() =>
        Assert.True(TokenEstimate.Estimate("Grüße, ") + TokenEstimate.Estimate("世界 👋🏽!")
            >= TokenEstimate.Estimate("Grüße, 世界 👋🏽!"));
}
