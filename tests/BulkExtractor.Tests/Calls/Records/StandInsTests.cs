using BulkExtractor.Calls.Records;

namespace BulkExtractor.Tests.Calls.Records;

public sealed class StandInsTests
{
    [Theory]
    [InlineData("Ada Smith, 12.50 €", "Xxx Xxxxx, 11.11 €")]
    [InlineData("日本 ٣", "xx 1")]
    [InlineData("", "")]
    public void A_text_keeps_its_length_and_look(string text, string other) =>
        Assert.Equal(other, StandIns.ForText(text));

    [Theory]
    [InlineData("""{"total": 12.50, "due": null}""", """{"total": 11.11, "due": null}""")]
    [InlineData("""{"name": "Ada \"A\" O\u00e9\n"}""", """{"name": "Xxx \"X\" X\u0078\n"}""")]
    [InlineData("""{"id":"k1234567","paid":true}""", """{"id":"k1234567","paid":true}""")]
    [InlineData("""{"rate": -1.5e-7}""", """{"rate": -1.1e-1}""")]
    [InlineData("""{"name": "cut o""", """{"name": "xxx x""")]
    [InlineData("<think>Ada owes</think>```json", "<think>Xxx xxxx</think>```json")]
    [InlineData("<|channel|>final<|message|>Ada", "<|channel|>xxxxx<|message|>Xxx")]
    [InlineData("id k1234567: Ada", "xx k1234567: Xxx")]
    public void Of_what_a_model_wrote_the_form_stays(string written, string other) =>
        Assert.Equal(other, StandIns.ForReply(written, ["k1234567"]));

    [Fact]
    public void A_long_name_of_a_member_is_a_text()
    {
        var name = string.Join(' ', Enumerable.Repeat("secret", 12));

        Assert.DoesNotContain("secret", StandIns.ForReply($$"""{"{{name}}": 1}""", []));
    }
}
