using BulkExtractor.Answers;
using BulkExtractor.Basics;
using BulkExtractor.Jobs;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Jobs;

public sealed class NestingTests
{
    private const int Hostile = 50_000;
    private const string Job = "input: { text: body }\n";
    private const string Schema = """{ "type": "object", "properties": { "total": { "type": "number" } } }""";

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{ a: ", " }")]
    [InlineData("- ", "")]
    [InlineData("? ", "")]
    [InlineData("[{ a: ", "")]
    public void Yaml_that_is_nested_beyond_all_sense_is_refused_with_its_line(string open, string close)
    {
        var text = $"name: x\nrules:\n  {Deep(open, Hostile)}x{Deep(close, Hostile)}\n";

        AssertTold("job.yaml:3: is nested deeper than 100 levels", () => JobFile.Parse(Sources(text)));
        AssertTold("models.yaml:3: is nested deeper than 100 levels",
            () => new PoolFile(_ => null, TimeProvider.System).Parse("models.yaml", text));
    }

    [Fact]
    public void Yaml_of_a_hundred_levels_is_read()
    {
        Assert.False(YamlValue.Load("a.yaml", $"{Deep("[", 100)}{Deep("]", 100)}").IsScalar);
        AssertTold("a.yaml:1: is", () => YamlValue.Load("a.yaml", $"{Deep("[", 101)}{Deep("]", 101)}"));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"items\":", "}")]
    public void Json_that_is_nested_beyond_all_sense_is_refused_with_its_line(string open, string close)
    {
        var deep = $"{Deep(open, Hostile)}1{Deep(close, Hostile)}";
        const string told = "it is nested deeper than 50 levels";

        AssertTold($"schema.json:2: is not right JSON: {told}", () => Read(Sources(Job, schema: $"\n{deep}")));
        AssertTold($"examples.jsonl:2: is not right JSON: {told}", () => Read(
            Sources(Job, examples: $"\n{{\"document\":\"a\",\"fields\":{deep}}}")));
        AssertTold($"gold.jsonl:2: is not right JSON: {told}", () => Read(
            Sources($"{Job}sentinel: 2%\n") with { Gold = $"\n{{\"text\":\"a\",\"gold\":{deep}}}" }));
    }

    [Fact]
    public void A_schema_as_deep_as_allowed_can_be_kept_and_read_again()
    {
        var inner = $"{Deep("{\"type\":\"array\",\"items\":", 47)}{{\"type\":\"string\"}}{Deep("}", 47)}";
        var job = Read(Sources(Job, schema: "{\"type\":\"object\",\"properties\":{\"a\":" + inner + "}}"));

        var kept = DefinitionJson.Read(DefinitionJson.Write(job.Definition));

        Assert.Equal(DefinitionJson.Hash(job.Definition), DefinitionJson.Hash(kept));
    }

    [Theory]
    [InlineData("(", "true")]
    [InlineData("not ", "true")]
    [InlineData("- ", "1 = 1")]
    [InlineData("[", "1")]
    [InlineData("abs(", "1")]
    [InlineData("true and ", "true")]
    [InlineData("1 + ", "1 = 1")]
    public void A_rule_that_is_nested_beyond_all_sense_is_refused_with_its_line(string open, string end) =>
        AssertTold("job.yaml:2: rules: the rule '", () => Read(
            Sources($"{Job}rules: [ \"{Deep(open, Hostile)}{end}\" ]\n")));

    [Theory]
    [InlineData("[")]
    [InlineData("[{\"a\":")]
    [InlineData("{\"id\":\"aaaa1111\",\"fields\":")]
    public void A_reply_that_is_nested_beyond_all_sense_holds_no_answer(string open) =>
        Assert.Empty(ReplyReader.Read(Deep(open, Hostile), ["aaaa1111"], ["total"]).Fields);

    private static string Deep(string piece, int times) => string.Concat(Enumerable.Repeat(piece, times));

    private static JobSources Sources(string yaml, string schema = Schema, string? examples = null) =>
        new(Path.Combine("jobs", "x"), yaml, schema, examples);

    private static Job Read(JobSources sources) => JobFile.Parse(sources);

    private static void AssertTold(string expected, Func<object> read)
    {
        var message = Assert.Throws<InputException>(read).Message;
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
    }
}
