using BulkExtractor.Basics;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Schema;

public sealed class SchemaReaderTests
{
    [Fact]
    public void Every_keyword_is_read_in_the_order_it_was_written()
    {
        var schema = SchemaReader.Read("s.json", """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Order", "type": "object",
              "required": ["no"], "additionalProperties": false,
              "properties": {
                "z": { "type": ["number", "null"], "minimum": 0, "maximum": 9.5, "exclusiveMinimum": -1,
                       "exclusiveMaximum": 10, "multipleOf": 0.5, "default": 1, "examples": [2] },
                "no": { "type": "string", "description": "The number", "pattern": "^[0-9]+$",
                        "minLength": 1, "maxLength": 9 },
                "day": { "type": "string", "format": "date" },
                "kind": { "enum": ["a", 1, null] },
                "lines": { "type": "array", "minItems": 1, "maxItems": 5, "uniqueItems": true,
                           "items": { "type": "object", "properties": { "a/b": { "type": "integer" } } } }
              }
            }
            """);

        Assert.Equal([FieldType.Object], schema.Types);
        Assert.Equal((false, "no"), (schema.AdditionalProperties, Assert.Single(schema.Required)));
        string[] names = ["z", "no", "day", "kind", "lines"];
        Assert.Equal(names, schema.Properties.Select(property => property.Name));
        var (z, no, day, kind, lines) = (Field(0), Field(1), Field(2), Field(3), Field(4));
        Assert.Equal([FieldType.Number, FieldType.Null], z.Types);
        Assert.Equal((0, 9.5m, -1, 10, 0.5m),
            (z.Minimum, z.Maximum, z.ExclusiveMinimum, z.ExclusiveMaximum, z.MultipleOf));
        Assert.Equal(("The number", "^[0-9]+$", 1, 9),
            (no.Description, no.Pattern, no.MinLength, no.MaxLength));
        Assert.Equal("date", day.Format);
        Assert.Equal(["\"a\"", "1", "null"], kind.Enum.Select(value => value?.ToJsonString() ?? "null"));
        Assert.Equal((1, 5, true), (lines.MinItems, lines.MaxItems, lines.UniqueItems));
        Assert.Equal("a/b", Assert.Single(lines.Items!.Properties).Name);

        FieldSchema Field(int position) => schema.Properties[position].Schema;
    }

    [Theory]
    [InlineData("\"not\": {}", "/not: is not supported; allowed: type, description")]
    [InlineData("\"anyOf\": []", "/anyOf: [] does not fit; allowed: at least one schema")]
    [InlineData("\"$ref\": \"#/a\"", "/$ref: there is no schema at '#/a'; there are no $defs")]
    [InlineData("\"$ref\": \"https://a.example/b\"",
        "/$ref: 'https://a.example/b' leads out of this file; allowed: #/$")]
    [InlineData("\"$ref\": \"#/properties/a~1b\"", ": refers to itself and nothing else")]
    [InlineData("\"$id\": \"b\"", "/$id: is not supported; ")]
    [InlineData("\"enum\": [1], \"const\": 2", "/const: is not among the values of enum")]
    [InlineData("\"allOf\": [{\"type\": \"string\"}, {\"type\": \"number\"}]",
        ": no value fits: its parts exclude each")]
    [InlineData(
        """
        "type": "object", "required": ["n"], "properties": { "n": { "$ref": "#/properties/a~1b" } }
        """,
        "/properties/n/$ref: demands a value without an end: let it be null, or leave it out of required")]
    [InlineData("\"type\": \"array\", \"minItems\": 1, \"items\": { \"$ref\": \"#/properties/a~1b\" }",
        "/items/$ref: demands a value without an end")]
    [InlineData("\"minLenght\": 1", "/minLenght: is not supported; did you mean 'minLength'? allowed: ")]
    [InlineData("\"type\": \"text\"", "/type: \"text\" does not fit; allowed: string, number, integer")]
    [InlineData("\"type\": []", "/type: [] does not fit; allowed: string")]
    [InlineData("\"type\": {}", "/type: {} does not fit; allowed: string")]
    [InlineData("\"enum\": []", "/enum: [] does not fit; allowed: at least one value")]
    [InlineData("\"pattern\": \"(\"", "/pattern: is no regular expression: ")]
    [InlineData("\"format\": \"datum\"", "/format: 'datum' is not supported; did you mean 'date'? allowed")]
    [InlineData("\"minLength\": -1", "/minLength: -1 does not fit; allowed: a whole number, 0 or more")]
    [InlineData("\"minItems\": 1.5", "/minItems: 1.5 does not fit; allowed: a whole number, 0 or more")]
    [InlineData("\"maximum\": \"9\"", "/maximum: \"9\" does not fit; allowed: a number")]
    [InlineData("\"maximum\": 1e99", "/maximum: 1e99 does not fit; allowed: a number of at most 28 digits")]
    [InlineData("\"multipleOf\": 0", "/multipleOf: must be more than 0")]
    [InlineData("\"minimum\": 2, \"maximum\": 1", "/minimum: is more than maximum")]
    [InlineData("\"uniqueItems\": 1", "/uniqueItems: 1 does not fit; allowed: true, false")]
    [InlineData("\"additionalProperties\": 1",
        "/additionalProperties: 1 does not fit; allowed: true, false, a schema")]
    [InlineData("\"propertyNames\": false", "/propertyNames: must be a schema: an object")]
    [InlineData("\"required\": [\"x\"]", "/required: names 'x', which is not among the properties")]
    [InlineData("\"required\": \"x\"", "/required: \"x\" does not fit; allowed: a list of names")]
    [InlineData("\"items\": [1]", "/items: must be a schema: an object")]
    [InlineData("\"properties\": { \"\": {} }", "/properties: a property has an empty name")]
    public void A_wrong_keyword_is_named_with_its_line_and_pointer(string keyword, string expected)
    {
        var json = $$"""
            { "type": "object",
              "properties": { "first": { "type": "string" },
                "a/b": { {{keyword}} } } }
            """;

        Assert.StartsWith($"s.json:3: /properties/a~1b{expected}", Error(json));
    }

    [Theory]
    [InlineData("{\n\"type\": \"object\",\n}", "s.json:3: is not right JSON: ")]
    [InlineData("{\n// why\n}", "s.json:2: is not right JSON: ")]
    [InlineData("", "s.json:1: is not right JSON: ")]
    [InlineData("{\"type\":\"object\",\"type\":\"object\"}", "s.json:1: is not right JSON: ")]
    [InlineData("[]", "s.json:1: must be a schema: an object")]
    [InlineData("null", "s.json:1: must be a schema: an object")]
    [InlineData("{\"type\": \"array\"}", "s.json:1: type must be \"object\"")]
    [InlineData("{\"type\": \"object\"}", "s.json:1: properties are missing: the fields to extract")]
    [InlineData("{\"title\": \"\\uD800\"}", "s.json: holds half a character")]
    [InlineData("{\"anyOf\": [{\"type\": \"object\"}]}", "s.json:1: the fields themselves are not put together by")]
    [InlineData("{\"$ref\": \"#\"}", "s.json:1: refers to itself and nothing else")]
    public void What_is_no_schema_of_an_object_is_refused(string json, string expected) =>
        Assert.StartsWith(expected, Error(json));

    private static string Error(string json)
    {
        var message = Assert.Throws<InputException>(() => SchemaReader.Read("s.json", json)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
