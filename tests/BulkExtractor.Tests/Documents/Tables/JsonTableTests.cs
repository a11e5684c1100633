using System.Text;
using BulkExtractor.Documents;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Documents.Tables;

public sealed class JsonTableTests
{
    [Fact]
    public async Task Columns_are_the_members_of_all_objects_and_what_is_missing_or_null_is_empty()
    {
        var rows = await ReadAsync("""
            {"a":1,"b":null}
            {"b":"x","c":true}

            {}
            """);

        Assert.Equal("a|b|c\n1||\n|x|true\n||", Table.Joined(rows));
    }

    [Theory]
    [InlineData("1e5", "100000")]
    [InlineData("1.50", "1.50")]
    [InlineData("-2.5E-7", "-0.00000025")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("1e999999", "1e999999")]
    [InlineData("false", "false")]
    [InlineData("""{"x": [1, "ü"]}""", """{"x": [1, "ü"]}""")]
    [InlineData("[]", "[]")]
    [InlineData("\"a\\u00fc\\n\\ud83d\\ude00\"", "aü\n😀")]
    public async Task Values_become_the_text_that_a_person_expects(string value, string text)
    {
        Assert.Equal(text, (await ReadAsync($$"""{"a":{{value}}}"""))[1][0]);
    }

    [Fact]
    public async Task Lone_surrogates_and_nul_are_replaced_and_counted()
    {
        await using var documents = await TableDocuments.OpenAsync(
            new MemoryStream(Table.Bytes("""{"a":"x\ud83dy\\ud83d\u0000"}""")), "in", new JobInput("a"), Table.Token);

        var document = Assert.Single(await documents.ReadAsync(Table.Token).ToListAsync(Table.Token));

        Assert.Equal("x\uFFFDy\\ud83d\uFFFD", document.Text);
        Assert.Equal(2, documents.Notes.Replaced);
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":}\n", "row 2 (line 2): this is no JSON")]
    [InlineData("{\"a\":1}\n[1]\n", "row 2 (line 2): there is an array in the place of an object")]
    [InlineData("[{\"a\":1},\n{\"a\":2}\n] x", "row 3 (line 3): this is no JSON")]
    [InlineData("[{\"a\":1},\n{\"a\":2}", "row 3 (line 2): this is no JSON")]
    [InlineData("[[1,2],[3,4]]", "row 1 (line 1): there is an array in the place of an object")]
    [InlineData("[]", "holds no object with a member")]
    [InlineData("{\"a\":1,\"a\":2}\n", "row 1 (line 1): the member 'a' is there twice")]
    [InlineData("{\"a\":\"x\n", "row 1 (line 1): this is no JSON")]
    public async Task What_is_wrong_is_told_with_its_place(string json, string expected)
    {
        Assert.Contains(expected, await Table.ErrorAsync(Table.Bytes(json)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_of_another_encoding_are_told_as_that()
    {
        var bytes = Encoding.Latin1.GetBytes("{\"a\":\"Köln\"}\n");

        var error = await Table.ErrorAsync(bytes);

        Assert.StartsWith("in: row 1 (line 1): it holds bytes that are not utf-8", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Utf_8_is_read_as_that_though_the_job_names_an_encoding_of_one_byte_a_letter()
    {
        var bytes = Table.Bytes($"{{\"a\":\"{new string('x', 65_528)}Köln\"}}\n");

        var rows = await Table.ReadAsync(
            bytes,
            options => options with
            {
                FindsEncoding = true,
                Input = options.Input with { Encoding = "windows-1252" },
            });

        Assert.EndsWith("xKöln", rows[1][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_nested_deep_is_refused_and_so_is_a_giant_line()
    {
        var deep = new string('[', 100_000);
        var giant = new string('x', 2_000_000);

        var depth = await Table.ErrorAsync(Table.Bytes($"{{\"a\":{deep}"));
        var cell = await Table.ErrorAsync(Table.Bytes($"{{\"a\":\"{giant}\"}}"));
        var line = await Table.ErrorAsync(
            Table.Bytes($"{{\"a\":\"{giant}"), options => options with { Limits = new TableLimits { Row = 10_000 } });

        Assert.Contains("maximum configured depth", depth, StringComparison.Ordinal);
        Assert.Contains("a cell is longer than", cell, StringComparison.Ordinal);
        Assert.Contains("the row is longer than", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task Objects_are_the_same_wherever_a_block_ends(int block)
    {
        var objects = Enumerable.Range(0, 50).Select(i => $$"""{"id":{{i}},"text":"zwei\u00fc{{i}}","n":[{{i}}]}""");
        var lines = string.Join('\n', objects);
        var array = $"[{lines.Replace("\n", ",\n")}]";

        var whole = Table.Joined(await ReadAsync(lines));

        foreach (var json in new[] { lines, array })
        {
            var rows = await Table.ReadAsync(
                Table.Bytes(json), options => options with { Limits = new TableLimits { BlockSize = block } });
            Assert.Equal(whole, Table.Joined(rows));
        }
    }

    private static Task<List<string[]>> ReadAsync(string json) => Table.ReadAsync(Table.Bytes(json));
}
