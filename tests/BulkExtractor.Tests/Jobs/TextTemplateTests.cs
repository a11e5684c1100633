using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Jobs;

public sealed class TextTemplateTests
{
    [Theory]
    [InlineData("{a}\n{b}", "1\n2")]
    [InlineData("x {b} {b}", "x 2 2")]
    [InlineData("{{a}} {a}", "{a} 1")]
    [InlineData("} {a}", "} 1")]
    [InlineData("{{{a}}}", "{1}")]
    [InlineData("{ c d }", "3")]
    public void Columns_stand_in_braces(string text, string expected)
    {
        var template = TextTemplate.Parse(text)!;
        string[] names = ["a", "b", " c d "];

        int[] positions = [.. template.Columns.Select(name => Array.IndexOf(names, name))];
        var filled = template.Fill(["1", "2", "3"], positions);

        Assert.Equal(expected, filled);
    }

    [Theory]
    [InlineData("{a")]
    [InlineData("x {} y")]
    [InlineData("{a {b}")]
    public void A_brace_without_a_name_is_no_template(string text) => Assert.Null(TextTemplate.Parse(text));
}
