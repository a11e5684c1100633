using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Submissions;

/// <summary>A field that a user wants, in the words in which it was asked for.</summary>
/// <param name="Name">Its name in the schema.</param>
public sealed record AskedField(string Name, string Words)
{
    private const string Ask = "-ask";
    private const int MostFields = 40;
    private const int LongestName = 40;

    /// <summary>Reads <c>price, city: where it is</c>: names parted by commas, after a colon what they mean.</summary>
    public static IReadOnlyList<AskedField> Parse(string asked)
    {
        List<AskedField> fields =
        [
            .. asked.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(ParseOne),
        ];
        if (fields.Count is 0 or > MostFields)
            throw new InputException($"'{asked}': name 1 to {MostFields} fields, such as 'price, rooms, city'");
        if (fields.GroupBy(field => field.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InputException($"'{asked}': '{twice.Key}' is there more than once");
        return fields;
    }

    /// <summary>What is asked of the models to see what there is: each field as a text, or null.</summary>
    /// <param name="job">The name of the job that is to be made.</param>
    public static Definition Define(string job, IReadOnlyList<AskedField> fields)
    {
        var schema = ObjectSchema.Write(fields.Select(field => (field.Name, new JsonObject
        {
            ["type"] = new JsonArray("string", "null"),
            ["description"] = field.Words,
        })));
        return new Definition
        {
            Name = $"{job}{Ask}",
            Instructions = "Give each value as the document writes it, with its unit or currency.",
            Schema = schema,
            Fields = SchemaReader.Read("--ask", schema),
        };
    }

    /// <summary>The fields that were asked for by <see cref="Define"/>; none where it is another definition.</summary>
    public static IReadOnlyList<AskedField> In(Definition definition) =>
        !definition.Name.EndsWith(Ask, StringComparison.Ordinal) ? [] :
        [
            .. definition.Fields.Properties.Select(
                field => new AskedField(field.Name, field.Schema.Description ?? field.Name)),
        ];

    private static AskedField ParseOne(string part)
    {
        var (named, meant) = part.Split(':', 2, StringSplitOptions.TrimEntries) is [var before, { Length: > 0 } after]
            ? (before, after)
            : (part.TrimEnd(':'), part.TrimEnd(':'));
        var name = string.Join('_', string.Concat(named.Select(sign =>
            char.IsLetterOrDigit(sign) ? char.ToLowerInvariant(sign) : ' ')).Split(
                ' ', StringSplitOptions.RemoveEmptyEntries));
        return name.Length is > 0 and <= LongestName
            ? new AskedField(name, meant)
            : throw new InputException(
                $"'{part}': a field's name has 1 to {LongestName} letters or digits; "
                + "say more of it after a colon: 'price: without utilities'");
    }
}
