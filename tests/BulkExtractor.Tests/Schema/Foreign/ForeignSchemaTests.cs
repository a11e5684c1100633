using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Packing;
using BulkExtractor.Recording;
using BulkExtractor.Schema;
using BulkExtractor.Simulator.Answers;

namespace BulkExtractor.Tests.Schema.Foreign;

/// <summary>What comes after the check copes with unions, references and schemas that hold themselves.</summary>
public sealed class ForeignSchemaTests
{
    private static readonly Dictionary<string, string> Written =
        new[] { PydanticSchemas.All, ZodSchemas.All, DotNetSchemas.All, OpenAiSchemas.All }
            .SelectMany(tool => tool).ToDictionary();

    public static TheoryData<string> Names => [.. Written.Keys];

    [Theory]
    [InlineData("""{"price":"1.234,50 €"}""", """{"price":1234.50}""")]
    [InlineData("""{"price":"N/A","rooms":"3"}""", """{"price":null,"rooms":3}""")]
    [InlineData("""{"listed":"27 January 2026"}""", """{"listed":"2026-01-27"}""")]
    public void A_nullable_field_is_read_as_what_it_is_beside_null(string said, string read) =>
        Assert.Equal(Canonical(read), Canonical(Read(PydanticSchemas.OptionalFields, said)));

    [Theory]
    [InlineData("""{"pet":{"kind":"Cat","lives":"9"}}""", """{"pet":{"kind":"cat","lives":9}}""")]
    [InlineData("""{"pet":{"kind":"dog","breed":"pug","lives":9}}""", """{"pet":{"kind":"dog","breed":"pug"}}""")]
    [InlineData("""{"others":{"kind":"cat","lives":7}}""", """{"others":[{"kind":"cat","lives":7}]}""")]
    public void A_tagged_value_is_read_as_what_its_tag_says(string said, string read) =>
        Assert.Equal(read, Read(PydanticSchemas.TaggedUnion, said));

    [Fact]
    public void Of_two_forms_the_one_is_meant_that_fits_with_fewer_changes()
    {
        Assert.Equal("""{"code":"7"}""", Read(PydanticSchemas.Scalars, """{"code":"7"}"""));
        Assert.Equal("""{"amount":"-7.5"}""", Read(PydanticSchemas.Scalars, """{"amount":"-7.5"}"""));
        Assert.Equal("""{"amount":1234.5}""", Read(PydanticSchemas.Scalars, """{"amount":"1.234,5 EUR"}"""));
    }

    [Fact]
    public void What_holds_itself_is_read_down_to_its_end() => Assert.Equal(
        """{"name":"a","parts":[{"name":"b","parts":[{"name":"c"}]}],"parent":null}""",
        Read(
            PydanticSchemas.RecursiveRoot,
            """{"Name":"a","parts":[{"name":"b","parts":{"name":"c"}}],"parent":"null"}"""));

    [Fact]
    public void A_dictionary_keeps_its_names_and_a_tuple_its_places() => Assert.Equal(
        """{"place":[47.3,8.5],"tags":["x"],"scores":{"first":1.5}}""",
        Canonical(Read(
            PydanticSchemas.DictionariesAndTuples,
            """{"scores":{"first":"1.5"},"place":["47.3","8.5"],"tags":["x"]}"""),
            "place", "tags", "scores"));

    [Theory]
    [InlineData("""{"pet":{"kind":"cat"}}""", "/pet: \"lives\" is missing")]
    [InlineData("""{"pet":{"kind":"fish"}}""", "/pet/kind: \"fish\" is not allowed")]
    [InlineData("""{"pet":7}""", "/pet: expected object, found 7")]
    [InlineData("""{"pet":{"kind":"dog"},"others":[{"kind":"cat","lives":10}]}""", "/others/0/lives: 10 is more")]
    public void What_is_wrong_is_told_of_the_form_that_was_meant(string value, string problem) =>
        Assert.StartsWith(
            problem, $"{SchemaCheck.Check(Fields(PydanticSchemas.TaggedUnion), JsonNode.Parse(value))[0]}");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_provider_is_sent_a_closed_form_in_supported_words(string name)
    {
        var format = JsonNode.Parse(PackSchema.ResponseFormat(DefinitionOf(Written[name])))!["json_schema"]!;

        string[] supported =
            ["type", "description", "enum", "items", "properties", "required", "additionalProperties", "anyOf", "$ref"];
        foreach (var shape in Shapes(format["schema"]!.AsObject()))
        {
            Assert.Empty(shape.Select(word => word.Key).Except([.. supported, "$defs"]));
            if (shape["properties"] is not JsonObject properties) continue;
            Assert.Equal(properties.Select(one => one.Key), shape["required"]!.AsArray().Select(one => $"{one}"));
            Assert.False((bool)shape["additionalProperties"]!);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_fields_are_estimated_asked_for_one_by_one_and_compared(string name)
    {
        var whole = DefinitionOf(Written[name]);
        var fields = whole.Fields.Properties.Select(property => property.Name).ToList();

        Assert.InRange(OutputEstimate.PerDocument(whole), 1, 2_000);
        Assert.Equal(whole.Schema, DefinitionJson.Read(DefinitionJson.Write(whole)).Schema);
        Assert.True(DefinitionDiff.Between(whole, whole).IsEmpty);
        foreach (var field in fields)
        {
            var part = PartialDefinition.Create(whole, [field]);
            var read = SchemaReader.Read("part", part.Schema);
            Assert.Equal(field, Assert.Single(read.Properties).Name);
            Assert.Equal(read.Properties[0].Schema.Types, part.Fields.Properties[0].Schema.Types);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_simulator_fills_every_property_that_must_be_there(string name)
    {
        var schema = Fields(Written[name]);

        var said = new RuleAnswers().Answer("Flat in Ulm, 900 EUR, 3 rooms", JsonNode.Parse(Written[name])!.AsObject());

        Assert.Empty(schema.Required.Except(said.Select(field => field.Key)));
        Assert.True(said.ToJsonString().Length < 5_000);
    }

    [Fact]
    public void A_changed_definition_asks_again_for_the_fields_that_refer_to_it()
    {
        var after = PydanticSchemas.EnumsAndModels.Replace("\"CHF\"", "\"GBP\"", StringComparison.Ordinal);

        var diff = DefinitionDiff.Between(DefinitionOf(PydanticSchemas.EnumsAndModels), DefinitionOf(after));

        Assert.Equal((null, "currency, other"), (diff.AllBecause, string.Join(", ", diff.Asked)));
    }

    [Fact]
    public void Slices_that_read_two_kinds_of_thing_do_not_fill_each_other_up()
    {
        var merged = Merge.Unite(
            Fields(PydanticSchemas.TaggedUnion),
            [
                Part("""{"pet":{"kind":"cat","lives":9}}"""), Part("""{"pet":{"kind":"dog","breed":"pug"}}"""),
                Part("""{"pet":{"kind":"cat","lives":9}}"""),
            ]);

        Assert.Equal("""{"pet":{"kind":"cat","lives":9}}""", merged.Fields.ToJsonString());
        Assert.Contains("/pet: parts of the text tell of 2 kinds", merged.Evidence.Flags);
    }

    [Fact]
    public void Doubling_definitions_are_bounded_in_what_is_sent()
    {
        var definitions = string.Join(",", Enumerable.Range(0, 40).Select(number => $$"""
            "D{{number}}": { "type": "object", "properties": {
              "a": { "$ref": "#/$defs/D{{number + 1}}" }, "b": { "$ref": "#/$defs/D{{number + 1}}" } } }
            """));
        var definition = DefinitionOf($$"""
            { "type": "object", "properties": { "root": { "$ref": "#/$defs/D0" } },
              "$defs": { {{definitions}}, "D40": { "type": "string", "enum": ["x", "y"] } } }
            """);

        Assert.InRange(PackSchema.ResponseFormat(definition).Length, 1, 2_000_000);
        Assert.InRange(definition.QuotedFields.Count, 0, 10_000);
        Assert.InRange(OutputEstimate.PerDocument(definition), 1, int.MaxValue);
    }

    private static FieldSchema Fields(string schema) => SchemaReader.Read("schema.json", schema);

    private static Definition DefinitionOf(string schema)
    {
        var compact = DefinitionJson.Compact(schema);
        return new Definition { Name = "job", Schema = compact, Fields = Fields(schema) };
    }

    private static string Read(string schema, string said) =>
        new FieldReader().Read(Fields(schema), JsonNode.Parse(said))!.ToJsonString();

    // With the named fields first, in this order.
    private static string Canonical(string json, params string[] order)
    {
        var fields = JsonNode.Parse(json)!.AsObject();
        return order.Length == 0
            ? CanonicalJson.Write(fields)
            : new JsonObject(order.Select(name => KeyValuePair.Create(name, fields[name]?.DeepClone()))).ToJsonString();
    }

    private static ExtractedAnswer Part(string fields) =>
        new("slice", JsonNode.Parse(fields)!.AsObject(), Evidence.From(new Dictionary<string, SourceSpan>(), []));

    private static IEnumerable<JsonObject> Shapes(JsonObject shape)
    {
        yield return shape;
        IEnumerable<JsonNode?> inner =
        [
            .. (shape["properties"] as JsonObject ?? []).Select(one => one.Value),
            .. (shape["$defs"] as JsonObject ?? []).Select(one => one.Value),
            .. shape["anyOf"] as JsonArray ?? [],
            shape["items"],
        ];
        foreach (var one in inner.OfType<JsonObject>().SelectMany(Shapes)) yield return one;
    }
}
