using BulkExtractor.Documents.Files;

namespace BulkExtractor.Tests.Documents.Files;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>one</p><p>two</p>", "one\n\ntwo")]
    [InlineData("<div>one</div><div>two<br>three</div>", "one\ntwo\nthree")]
    [InlineData("<p>a  <b>bold</b>\n word</p>", "a bold word")]
    [InlineData("<ul><li>one<li>two</ul>after", "one\ntwo\n\nafter")]
    [InlineData("<table><tr><th>Total<td>12.50<tr><td>a<td>b</table>", "Total | 12.50\na | b")]
    [InlineData("<title>The title</title><h1>Head</h1>text", "The title\n\nHead\n\ntext")]
    [InlineData("&lt;b&gt; &amp; &euro;&nbsp;5", "<b> & € 5")]
    [InlineData("日本<wbr>語 &#x1F600;", "日本語 \ud83d\ude00")]
    public void Blocks_become_lines(string html, string text) => Assert.Equal(text, Of(html));

    [Theory]
    [InlineData("<script>alert('total 99')</script>")]
    [InlineData("<style>p:before { content: 'total 99' }</style>")]
    [InlineData("<noscript>total 99</noscript>")]
    [InlineData("<template>total 99</template>")]
    [InlineData("<p hidden>total 99</p>")]
    [InlineData("<!-- total 99 -->")]
    [InlineData("<svg><text>total 99</text></svg>")]
    [InlineData("<input value='total 99'>")]
    [InlineData("<iframe srcdoc='total 99'></iframe>")]
    public void What_no_reader_sees_is_left_out(string unseen) =>
        Assert.Equal("a b", Of($"<p>a {unseen} b</p>").ReplaceLineEndings(" ").Replace("  ", " "));

    [Fact]
    public void Elements_that_are_nested_beyond_all_sense_are_not_read()
    {
        Assert.Equal("deep", Of(Nested(400)));
        Assert.Null(HtmlText.Extract(Nested(100_000)));
    }

    [Fact]
    public void A_long_list_whose_items_nobody_closes_is_not_deep() =>
        Assert.EndsWith(
            "\n9999",
            Of("<ul>" + string.Concat(Enumerable.Range(0, 10_000).Select(item => $"<li>{item}"))));

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("<div>", depth)) + "deep";

    private static string Of(string html) => HtmlText.Extract(html)!;
}
