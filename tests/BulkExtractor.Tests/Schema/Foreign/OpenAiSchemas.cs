namespace BulkExtractor.Tests.Schema.Foreign;

/// <summary>Schemas in the manner of OpenAI's structured outputs: strict, every property required.</summary>
internal static class OpenAiSchemas
{
    private const string Steps = """
        {
          "type": "object",
          "properties": {
            "steps": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": { "explanation": { "type": "string" }, "output": { "type": "string" } },
                "required": ["explanation", "output"], "additionalProperties": false
              }
            },
            "final_answer": { "type": "string" }
          },
          "required": ["steps", "final_answer"], "additionalProperties": false
        }
        """;

    private const string Interface = """
        {
          "type": "object",
          "properties": {
            "type": { "type": "string", "description": "The type of the part", "enum": ["div", "button", "form"] },
            "label": { "type": "string", "description": "The label, for buttons" },
            "children": { "type": "array", "description": "Nested parts", "items": { "$ref": "#" } },
            "attributes": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": { "name": { "type": "string" }, "value": { "type": "string" } },
                "required": ["name", "value"], "additionalProperties": false
              }
            }
          },
          "required": ["type", "label", "children", "attributes"], "additionalProperties": false
        }
        """;

    private const string LinkedList = """
        {
          "type": "object",
          "properties": {
            "linked_list": { "$ref": "#/$defs/linked_list_node" }
          },
          "$defs": {
            "linked_list_node": {
              "type": "object",
              "properties": {
                "value": { "type": "number" },
                "next": { "anyOf": [{ "$ref": "#/$defs/linked_list_node" }, { "type": "null" }] }
              },
              "required": ["value", "next"], "additionalProperties": false
            }
          },
          "required": ["linked_list"], "additionalProperties": false
        }
        """;

    private const string AnyOfObjects = """
        {
          "type": "object",
          "properties": {
            "item": {
              "anyOf": [
                {
                  "type": "object", "description": "A user",
                  "properties": { "name": { "type": "string" }, "age": { "type": "number" } },
                  "required": ["name", "age"], "additionalProperties": false
                },
                {
                  "type": "object", "description": "An address",
                  "properties": { "number": { "type": "string" }, "street": { "type": "string" } },
                  "required": ["number", "street"], "additionalProperties": false
                }
              ]
            }
          },
          "required": ["item"], "additionalProperties": false
        }
        """;

    private const string NullableByType = """
        {
          "type": "object",
          "properties": {
            "location": { "type": "string", "description": "The city" },
            "unit": { "type": ["string", "null"], "enum": ["F", "C", null] },
            "days": { "type": "array", "items": { "type": "string", "format": "date" }, "maxItems": 4 },
            "host": { "type": "string", "format": "hostname" },
            "address": { "anyOf": [{ "type": "string", "format": "ipv4" }, { "type": "string", "format": "ipv6" }] }
          },
          "required": ["location", "unit", "days", "host", "address"], "additionalProperties": false
        }
        """;

    private const string Moderation = """
        {
          "type": "object",
          "properties": {
            "is_violating": { "type": "boolean" },
            "category": { "type": ["string", "null"], "enum": ["violence", "sexual", null] },
            "score": { "type": "number", "minimum": 0, "maximum": 1 },
            "explanation_if_violating": { "type": ["string", "null"] }
          },
          "required": ["is_violating", "category", "score", "explanation_if_violating"],
          "additionalProperties": false
        }
        """;

    private const string Expression = """
        {
          "type": "object",
          "properties": { "formula": { "$ref": "#/$defs/expression" } },
          "$defs": {
            "expression": { "anyOf": [
              { "type": "number" },
              { "$ref": "#/$defs/sum" },
              { "type": "string", "pattern": "^[a-z]+$" }
            ] },
            "sum": {
              "type": "object",
              "properties": {
                "kind": { "type": "string", "const": "sum" },
                "of": { "type": "array", "items": { "$ref": "#/$defs/expression" }, "minItems": 2 }
              },
              "required": ["kind", "of"], "additionalProperties": false
            }
          },
          "required": ["formula"], "additionalProperties": false
        }
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["OpenAI: steps"] = Steps,
        ["OpenAI: recursive interface"] = Interface,
        ["OpenAI: linked list"] = LinkedList,
        ["OpenAI: one of two objects"] = AnyOfObjects,
        ["OpenAI: nullable by type"] = NullableByType,
        ["OpenAI: moderation"] = Moderation,
        ["OpenAI: expression"] = Expression,
    };
}
