namespace BulkExtractor.Tests.Schema.Foreign;

/// <summary>Schemas in the manner of System.Text.Json's <c>JsonSchemaExporter</c>.</summary>
internal static class DotNetSchemas
{
    private const string Nullable = """
        {
          "type": "object",
          "properties": {
            "Name": { "type": "string" },
            "Nick": { "type": ["string", "null"], "default": null },
            "Born": { "type": ["string", "null"], "format": "date" },
            "Visits": { "type": "integer" },
            "Kind": { "enum": ["Person", "Company"] },
            "Former": { "enum": ["Person", "Company", null] }
          },
          "required": ["Name", "Visits"]
        }
        """;

    private const string Nested = """
        {
          "type": "object",
          "properties": {
            "Lines": {
              "type": ["array", "null"],
              "items": {
                "type": ["object", "null"],
                "properties": {
                  "Text": { "type": ["string", "null"] },
                  "Price": { "type": "number" },
                  "Code": { "type": "string", "minLength": 1, "maxLength": 1 }
                }
              }
            },
            "Prices": { "type": "object", "additionalProperties": { "type": "number" } },
            "Extra": true
          },
          "required": ["Lines"], "additionalProperties": false
        }
        """;

    private const string SharedDefinition = """
        {
          "type": "object",
          "properties": {
            "Value": { "type": "integer" },
            "Next": { "$ref": "#/$defs/Node" },
            "Children": { "type": "array", "items": { "$ref": "#/$defs/Node" } }
          },
          "$defs": {
            "Node": {
              "type": ["object", "null"],
              "properties": { "Value": { "type": "integer" }, "Next": { "$ref": "#/$defs/Node" } },
              "required": ["Value"]
            }
          }
        }
        """;

    private const string RecursiveRoot = """
        {
          "type": "object",
          "properties": {
            "Title": { "type": "string" },
            "Replies": { "type": ["array", "null"], "items": { "$ref": "#" } }
          },
          "required": ["Title"]
        }
        """;

    private const string SelfByPath = """
        {
          "type": "object",
          "properties": {
            "Head": {
              "type": ["object", "null"],
              "properties": {
                "Value": { "type": "string" },
                "Next": { "$ref": "#/properties/Head" }
              },
              "required": ["Value", "Next"]
            }
          }
        }
        """;

    private const string Polymorphic = """
        {
          "type": "object",
          "properties": {
            "Shape": {
              "type": "object", "required": ["$type"],
              "anyOf": [
                { "properties": { "$type": { "const": "circle" }, "Radius": { "type": "number" } } },
                {
                  "properties": { "$type": { "const": "box" }, "Width": { "type": "number" },
                    "Height": { "type": "number" } },
                  "required": ["Width"]
                }
              ]
            }
          },
          "required": ["Shape"]
        }
        """;

    private const string Numbers = """
        {
          "type": "object",
          "properties": {
            "Loose": { "type": ["string", "integer"], "pattern": "^-?(?:0|[1-9]\\d*)$" },
            "Real": { "type": ["string", "number", "null"], "pattern": "^-?\\d+(?:\\.\\d+)?$" },
            "Span": { "type": "string", "pattern": "^-?(\\d+\\.)?\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,7})?$" },
            "Id": { "type": "string", "format": "uuid" },
            "Link": { "type": ["string", "null"], "format": "uri" },
            "At": { "type": "string", "format": "date-time" },
            "Short": { "type": "integer", "minimum": 0, "maximum": 255 }
          },
          "required": ["Loose", "Id"]
        }
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["System.Text.Json: nullable"] = Nullable,
        ["System.Text.Json: nested"] = Nested,
        ["System.Text.Json: shared definition"] = SharedDefinition,
        ["System.Text.Json: recursive root"] = RecursiveRoot,
        ["System.Text.Json: recursive by path"] = SelfByPath,
        ["System.Text.Json: polymorphic"] = Polymorphic,
        ["System.Text.Json: numbers"] = Numbers,
    };
}
