using System.Text;
using BulkExtractor.Basics;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Documents.Tables.Encodings;

namespace BulkExtractor.Tests.Documents.Tables;

public sealed class EncodingFinderTests
{
    [Theory]
    [InlineData("Köln, Größe 5 €, „Straße“")]
    [InlineData("Où est la forêt à côté du château ? Très loin, ça va.")]
    [InlineData("¿Qué niño comió allá?")]
    [InlineData("Blåbærsyltetøy på brød")]
    [InlineData("São Paulo é uma opção não")]
    public async Task Western_text_that_can_be_nothing_else_is_read_and_said(string text)
    {
        var plain = string.Concat(Enumerable.Repeat("plain\n", 90_000));
        var bytes = FileEncoding.Named("windows-1252")!.GetBytes($"text\n{plain}\"{text}\"\n");

        var rows = await Table.ReadAsync(bytes, options => options with { FindsEncoding = true });
        var shape = await Table.ShapeAsync(bytes, options => options with { FindsEncoding = true });

        Assert.Equal(text, rows[^1][0]);
        Assert.Equal("windows-1252", shape.Dialect!.Encoding);
        Assert.Contains("windows-1252 is the only common one", Assert.Single(shape.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("windows-1250", "Zażółć gęślą jaźń")]
    [InlineData("windows-1250", "Příliš žluťoučký kůň")]
    [InlineData("windows-1251", "Съешь же ещё этих мягких булок")]
    [InlineData("koi8-r", "Съешь же ещё этих мягких булок")]
    [InlineData("windows-1253", "Καλημέρα κόσμε")]
    [InlineData("windows-1254", "İstanbul'da güneşli bir gün, ağaç")]
    [InlineData("windows-1255", "שלום עולם")]
    [InlineData("shift_jis", "東京都渋谷区")]
    [InlineData("gb18030", "北京市朝阳区")]
    [InlineData("big5", "臺北市信義區")]
    [InlineData("euc-kr", "서울특별시")]
    [InlineData("ibm850", "Größe, Köln, Mühle")]
    [InlineData("macintosh", "Größe, Köln, Mühle, forêt")]
    public async Task What_may_be_another_encoding_is_asked_for(string encoding, string text)
    {
        var bytes = FileEncoding.Named(encoding)!.GetBytes($"text\n\"{text}\"\n");

        var error = await Table.ErrorAsync(bytes, options => options with { FindsEncoding = true });

        Assert.Contains("is not utf-8; name the file's encoding", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Utf_8_stays_utf_8_wherever_a_block_ends()
    {
        foreach (var shift in Enumerable.Range(0, 4))
        {
            var text = new string('x', shift) + string.Concat(Enumerable.Repeat("😀", 70_000));
            var shape = await Table.ShapeAsync(
                Table.Bytes($"text\n{text}\n"), options => options with { FindsEncoding = true });

            Assert.Equal("utf-8", shape.Dialect!.Encoding);
        }
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("iso-8859-2")]
    public async Task What_can_only_be_utf_8_is_read_as_that_though_the_job_names_another(string named)
    {
        var bytes = Table.Bytes($"text\n{string.Concat(Enumerable.Repeat("plain\n", 90_000))}Größe\n");

        var rows = await Table.ReadAsync(bytes, Named);
        var shape = await Table.ShapeAsync(bytes, Named);

        Assert.Equal("Größe", rows[^1][0]);
        Assert.Equal("utf-8", shape.Dialect!.Encoding);
        Assert.Contains($"--encoding {named} reads it so", Assert.Single(shape.Remarks), StringComparison.Ordinal);

        TableOptions Named(TableOptions options) =>
            options with { FindsEncoding = true, Input = options.Input with { Encoding = named } };
    }

    [Theory]
    [InlineData("windows-1252", "Größe")]
    [InlineData("windows-1252", "Grosse")]
    [InlineData("gbk", "联通")]
    public async Task What_fits_the_named_encoding_is_read_in_it(string named, string text)
    {
        var bytes = FileEncoding.Named(named)!.GetBytes($"text\n{text}\n");

        var rows = await Table.ReadAsync(
            bytes, options => options with { FindsEncoding = true, Input = options.Input with { Encoding = named } });

        Assert.Equal(text, rows[^1][0]);
    }

    [Fact]
    public void Letters_that_follow_each_other_are_no_western_ones()
    {
        var bytes = new HighBytes();
        bytes.Add(Encoding.Latin1.GetBytes("ÄÖÜ"));

        Assert.True(bytes.AreRuns);
        Assert.False(WesternText.Fits(bytes));
    }
}
