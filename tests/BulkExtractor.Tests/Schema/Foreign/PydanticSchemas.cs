namespace BulkExtractor.Tests.Schema.Foreign;

/// <summary>Schemas in the manner of Pydantic's <c>model_json_schema()</c>.</summary>
internal static class PydanticSchemas
{
    public const string OptionalFields = """
        {
          "properties": {
            "title": { "title": "Title", "type": "string" },
            "price": { "anyOf": [{ "type": "number" }, { "type": "null" }], "default": null, "title": "Price" },
            "rooms": { "anyOf": [{ "minimum": 1, "type": "integer" }, { "type": "null" }], "title": "Rooms" },
            "listed": { "anyOf": [{ "format": "date", "type": "string" }, { "type": "null" }], "default": null }
          },
          "required": ["title", "rooms"], "title": "Flat", "type": "object"
        }
        """;

    public const string EnumsAndModels = """
        {
          "$defs": {
            "Currency": { "enum": ["EUR", "USD", "CHF"], "title": "Currency", "type": "string" },
            "Party": {
              "properties": {
                "name": { "minLength": 1, "title": "Name", "type": "string" },
                "email": { "anyOf": [{ "format": "email", "type": "string" }, { "type": "null" }], "default": null }
              },
              "required": ["name"], "title": "Party", "type": "object"
            }
          },
          "additionalProperties": false,
          "properties": {
            "supplier": { "$ref": "#/$defs/Party" },
            "customer": { "anyOf": [{ "$ref": "#/$defs/Party" }, { "type": "null" }], "default": null },
            "currency": { "$ref": "#/$defs/Currency", "default": "EUR" },
            "other": { "anyOf": [{ "$ref": "#/$defs/Currency" }, { "type": "null" }] }
          },
          "required": ["supplier", "other"], "title": "Invoice", "type": "object"
        }
        """;

    public const string OldAllOf = """
        {
          "title": "Order", "type": "object",
          "properties": {
            "address": { "description": "Where it goes", "allOf": [{ "$ref": "#/$defs/Address" }] },
            "status": { "default": "open", "allOf": [{ "$ref": "#/$defs/Status" }] }
          },
          "required": ["address"],
          "$defs": {
            "Address": {
              "title": "Address", "type": "object",
              "properties": {
                "city": { "title": "City", "type": "string" },
                "zip": { "title": "Zip", "pattern": "^[0-9]{4,5}$", "type": "string" }
              },
              "required": ["city", "zip"]
            },
            "Status": { "title": "Status", "enum": ["open", "paid"], "type": "string" }
          }
        }
        """;

    public const string TaggedUnion = """
        {
          "$defs": {
            "Cat": {
              "properties": {
                "kind": { "const": "cat", "title": "Kind", "type": "string" },
                "lives": { "maximum": 9, "title": "Lives", "type": "integer" }
              },
              "required": ["kind", "lives"], "title": "Cat", "type": "object"
            },
            "Dog": {
              "properties": {
                "kind": { "const": "dog", "default": "dog", "title": "Kind", "type": "string" },
                "breed": { "title": "Breed", "type": "string" }
              },
              "required": ["kind"], "title": "Dog", "type": "object"
            }
          },
          "properties": {
            "pet": {
              "discriminator": { "mapping": { "cat": "#/$defs/Cat", "dog": "#/$defs/Dog" }, "propertyName": "kind" },
              "oneOf": [{ "$ref": "#/$defs/Cat" }, { "$ref": "#/$defs/Dog" }], "title": "Pet"
            },
            "others": {
              "items": { "anyOf": [{ "$ref": "#/$defs/Cat" }, { "$ref": "#/$defs/Dog" }] },
              "title": "Others", "type": "array"
            }
          },
          "required": ["pet"], "title": "Owner", "type": "object"
        }
        """;

    public const string RecursiveRoot = """
        {
          "$defs": {
            "Part": {
              "properties": {
                "name": { "title": "Name", "type": "string" },
                "parts": { "default": [], "items": { "$ref": "#/$defs/Part" }, "title": "Parts", "type": "array" },
                "parent": { "anyOf": [{ "$ref": "#/$defs/Part" }, { "type": "null" }], "default": null }
              },
              "required": ["name"], "title": "Part", "type": "object"
            }
          },
          "$ref": "#/$defs/Part"
        }
        """;

    public const string Scalars = """
        {
          "properties": {
            "amount": {
              "anyOf": [
                { "exclusiveMinimum": 0, "type": "number" },
                { "pattern": "^[+-]?[0-9]+(\\.[0-9]+)?$", "type": "string" }
              ],
              "title": "Amount"
            },
            "id": { "format": "uuid", "title": "Id", "type": "string" },
            "at": { "format": "date-time", "title": "At", "type": "string" },
            "span": { "format": "duration", "title": "Span", "type": "string" },
            "code": { "anyOf": [{ "type": "integer" }, { "type": "string" }], "title": "Code" },
            "ratio": { "maximum": 1, "minimum": 0, "multipleOf": 0.25, "title": "Ratio", "type": "number" }
          },
          "required": ["amount", "id"], "title": "Scalars", "type": "object"
        }
        """;

    public const string DictionariesAndTuples = """
        {
          "$defs": { "Color": { "enum": ["red", "green"], "title": "Color", "type": "string" } },
          "properties": {
            "scores": { "additionalProperties": { "type": "number" }, "title": "Scores", "type": "object" },
            "by_color": {
              "additionalProperties": { "minimum": 0, "type": "integer" },
              "propertyNames": { "$ref": "#/$defs/Color" }, "title": "By Color", "type": "object"
            },
            "place": {
              "maxItems": 2, "minItems": 2, "prefixItems": [{ "type": "number" }, { "type": "number" }],
              "title": "Place", "type": "array"
            },
            "tags": { "items": { "type": "string" }, "title": "Tags", "type": "array", "uniqueItems": true },
            "anything": { "title": "Anything" }
          },
          "required": ["place", "tags"], "title": "Shapes", "type": "object"
        }
        """;

    public const string Literals = """
        {
          "properties": {
            "mode": { "enum": ["a", "b"], "title": "Mode", "type": "string" },
            "version": { "const": 1, "title": "Version", "type": "integer" },
            "mixed": { "enum": ["a", 1, null], "title": "Mixed" },
            "nested": { "items": { "items": { "type": "integer" }, "type": "array" }, "maxItems": 3, "type": "array" },
            "flag": { "anyOf": [{ "type": "boolean" }, { "type": "null" }], "default": null, "title": "Flag" }
          },
          "required": ["mode", "version", "mixed"], "title": "Literals", "type": "object"
        }
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["pydantic: optional fields"] = OptionalFields,
        ["pydantic: enums and models"] = EnumsAndModels,
        ["pydantic: allOf around a reference"] = OldAllOf,
        ["pydantic: tagged union"] = TaggedUnion,
        ["pydantic: recursive root"] = RecursiveRoot,
        ["pydantic: scalars"] = Scalars,
        ["pydantic: dictionaries and tuples"] = DictionariesAndTuples,
        ["pydantic: literals"] = Literals,
    };
}
