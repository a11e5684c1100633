namespace BulkExtractor.Tests.Schema.Foreign;

/// <summary>Schemas in the manner of zod's <c>toJSONSchema</c> and of zod-to-json-schema.</summary>
internal static class ZodSchemas
{
    private const string Plain = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
          "properties": {
            "name": { "type": "string", "minLength": 1, "maxLength": 80 },
            "age": { "type": "integer", "minimum": 0, "maximum": 9007199254740991 },
            "site": { "type": "string", "format": "uri" },
            "role": { "type": "string", "enum": ["admin", "user"] },
            "nick": { "anyOf": [{ "type": "string" }, { "type": "null" }] }
          },
          "required": ["name", "age", "role", "nick"], "additionalProperties": false
        }
        """;

    private const string DiscriminatedUnion = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
          "properties": {
            "event": {
              "oneOf": [
                {
                  "type": "object",
                  "properties": { "type": { "type": "string", "const": "call" }, "minutes": { "type": "number" } },
                  "required": ["type", "minutes"], "additionalProperties": false
                },
                {
                  "type": "object",
                  "properties": {
                    "type": { "type": "string", "const": "mail" },
                    "to": { "type": "array", "items": { "type": "string", "format": "email" } }
                  },
                  "required": ["type", "to"], "additionalProperties": false
                }
              ]
            }
          },
          "required": ["event"], "additionalProperties": false
        }
        """;

    private const string Literals = """
        {
          "type": "object",
          "properties": {
            "size": { "anyOf": [{ "type": "string", "const": "S" }, { "type": "string", "const": "L" },
              { "type": "number", "const": 42 }] },
            "unit": { "type": "string", "const": "mm" },
            "value": { "anyOf": [{ "type": "string" }, { "type": "number" }, { "type": "boolean" }] }
          },
          "required": ["size", "unit", "value"], "additionalProperties": false
        }
        """;

    private const string Records = """
        {
          "type": "object",
          "properties": {
            "counts": {
              "type": "object", "propertyNames": { "type": "string", "minLength": 2 },
              "additionalProperties": { "type": "integer" }
            },
            "pair": { "type": "array", "prefixItems": [{ "type": "string" }, { "type": "number" }] },
            "closed": {
              "type": "array", "prefixItems": [{ "type": "string" }, { "type": "boolean" }], "items": false
            },
            "rest": { "type": "array", "prefixItems": [{ "type": "string" }], "items": { "type": "integer" } },
            "some": { "type": "array", "minItems": 1, "maxItems": 3, "items": { "type": "number" } },
            "loose": { "type": "object", "properties": { "a": { "type": "string" } }, "additionalProperties": {} }
          },
          "required": ["counts", "pair"], "additionalProperties": false
        }
        """;

    private const string Recursive = """
        {
          "type": "object",
          "properties": {
            "root": { "$ref": "#/$defs/__schema0" }
          },
          "required": ["root"], "additionalProperties": false,
          "$defs": {
            "__schema0": {
              "type": "object",
              "properties": {
                "label": { "type": "string" },
                "children": { "type": "array", "items": { "$ref": "#/$defs/__schema0" } }
              },
              "required": ["label", "children"], "additionalProperties": false
            }
          }
        }
        """;

    private const string Intersection = """
        {
          "type": "object",
          "properties": {
            "person": {
              "allOf": [
                { "type": "object", "properties": { "name": { "type": "string" } }, "required": ["name"] },
                {
                  "type": "object", "required": ["born"],
                  "properties": { "born": { "type": "string", "format": "date" }, "name": { "maxLength": 5 } }
                }
              ]
            }
          },
          "required": ["person"]
        }
        """;

    private const string NamedDraft7 = """
        {
          "$ref": "#/definitions/Recipe",
          "definitions": {
            "Recipe": {
              "type": "object",
              "properties": {
                "title": { "type": "string" },
                "steps": { "type": "array", "items": { "$ref": "#/definitions/Step" }, "minItems": 1 },
                "servings": { "type": ["number", "null"], "exclusiveMinimum": 0 }
              },
              "required": ["title", "steps"], "additionalProperties": false
            },
            "Step": {
              "type": "object",
              "properties": { "text": { "type": "string" }, "minutes": { "type": ["integer", "null"] } },
              "required": ["text"], "additionalProperties": false
            }
          },
          "$schema": "http://json-schema.org/draft-07/schema#"
        }
        """;

    private const string SharedByPath = """
        {
          "type": "object",
          "properties": {
            "from": {
              "type": "object",
              "properties": { "city": { "type": "string" }, "zip": { "type": "string", "pattern": "^\\d{5}$" } },
              "required": ["city"], "additionalProperties": false
            },
            "to": { "$ref": "#/properties/from" },
            "via": { "type": "array", "items": { "$ref": "#/properties/from" } },
            "zip": { "$ref": "#/properties/from/properties/zip" }
          },
          "required": ["from", "to"], "additionalProperties": false,
          "$schema": "http://json-schema.org/draft-07/schema#"
        }
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["zod: plain"] = Plain,
        ["zod: discriminated union"] = DiscriminatedUnion,
        ["zod: literals"] = Literals,
        ["zod: records and tuples"] = Records,
        ["zod: recursive"] = Recursive,
        ["zod: intersection"] = Intersection,
        ["zod-to-json-schema: named"] = NamedDraft7,
        ["zod-to-json-schema: shared by path"] = SharedByPath,
    };
}
