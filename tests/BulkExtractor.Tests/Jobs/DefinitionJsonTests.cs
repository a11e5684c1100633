using System.Text.Json.Nodes;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Jobs;

public sealed class DefinitionJsonTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var definition = Definition(Schema);

        var read = DefinitionJson.Read(DefinitionJson.Write(definition));

        Assert.Equal(("mails", "Größe in \"cm\" <b>\n", definition.Schema, false),
            (read.Name, read.Instructions, read.Schema, read.Ground));
        Assert.Equal(["b", "a"], read.Fields.Properties.Select(property => property.Name));
        var example = Assert.Single(read.Examples);
        Assert.Equal(("x < 😀", """{"b":1.50,"a":null}"""), (example.Document, example.Fields.ToJsonString()));
    }

    [Fact]
    public void Writing_what_was_read_changes_nothing()
    {
        var written = DefinitionJson.Write(Definition(Schema));

        Assert.Equal(written, DefinitionJson.Write(DefinitionJson.Read(written)));
    }

    [Fact]
    public void White_space_in_the_schema_is_no_difference() =>
        Assert.Equal(
            DefinitionJson.Hash(Definition(Schema)),
            DefinitionJson.Hash(Definition(Schema.Replace(" ", "\n  "))));

    [Fact]
    public void Anything_that_is_asked_differently_is_a_difference()
    {
        var definition = Definition(Schema);
        Definition[] others =
        [
            definition with { Name = "other" },
            definition with { Instructions = "" },
            definition with { Schema = Schema.Replace("integer", "number") },
            definition with { Schema = """{"type":"object","properties":{"a":{},"b":{"type":"integer"}}}""" },
            definition with { Examples = [] },
            definition with { Ground = true },
        ];

        var hashes = others.Append(definition).Select(one => Convert.ToHexString(DefinitionJson.Hash(one)));

        Assert.Equal(7, hashes.Distinct().Count());
    }

    private const string Schema =
        """{ "type": "object", "properties": { "b": { "type": "integer" }, "a": {} } }""";

    private static Definition Definition(string schema) => new()
    {
        Name = "mails",
        Instructions = "Größe in \"cm\" <b>\n",
        Schema = DefinitionJson.Compact(schema),
        Fields = SchemaReader.Read("schema.json", schema),
        Examples = [new Example("x < 😀", JsonNode.Parse("""{"b":1.50,"a":null}""")!.AsObject())],
        Ground = false,
    };
}
