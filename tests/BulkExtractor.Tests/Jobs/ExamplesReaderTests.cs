using BulkExtractor.Basics;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Jobs;

public sealed class ExamplesReaderTests
{
    private const string Schema = """{ "type": "object", "properties": { "total": { "type": "number" } } }""";

    [Fact]
    public void Examples_are_read_and_checked_against_the_schema()
    {
        var examples = """{"document":"Total: 5","fields":{"total":5}}""" + "\n\n";

        var example = Assert.Single(JobFile.Parse(Sources(examples)).Definition.Examples);

        Assert.Equal(("Total: 5", """{"total":5}"""), (example.Document, example.Fields.ToJsonString()));
    }

    [Theory]
    [InlineData("{", "3: is not right JSON: ")]
    [InlineData("[]", "3: must be an object")]
    [InlineData("{}", "3: /document: must be a text")]
    [InlineData("""{"document":1,"fields":{}}""", "3: /document: must be a text")]
    [InlineData("""{"document":"a","fields":[]}""", "3: /fields: must be an object")]
    [InlineData("""{"document":"a","field":{}}""", "3: /field: no such property; did you mean 'fields'?")]
    [InlineData("""{"document":"a","fields":{"total":"a"}}""",
        "3: /fields: does not fit the schema: /total: ")]
    public void A_wrong_example_is_named(string line, string expected)
    {
        var examples = "{\"document\":\"Total: 5\",\"fields\":{\"total\":5}}\n\n" + line;

        var error = Assert.Throws<InputException>(() => JobFile.Parse(Sources(examples)));

        Assert.Contains($"examples.jsonl:{expected}", error.Message);
    }

    private static JobSources Sources(string examples) => new("x", "input: { text: body }", Schema, examples);
}
