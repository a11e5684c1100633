using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Calls;
using BulkExtractor.Review;
using BulkExtractor.Schema;
using BulkExtractor.Web.Parts;

namespace BulkExtractor.Web.Reviewing;

/// <summary>Corrects values, as far as the batch's schema allows what was written.</summary>
internal sealed class Reviewer(IResultStore results)
{
    /// <summary>Puts a value in the place of a field's; false when there is no such document with fields.</summary>
    public async Task<bool> CorrectAsync(DocumentField field, JsonNode? value, CancellationToken cancellationToken) =>
        await FieldsAsync(field.BatchId, cancellationToken) is { } fields
        && await results.CorrectAsync(
            field, Check(field.Field, SchemaOf(fields, field.Field), value), cancellationToken);

    /// <summary>
    /// Corrects all values that a person changed, or none of them: then why, by field. Null when there is no such
    /// document with fields.
    /// </summary>
    /// <param name="typed">Texts by field, as they stand in a form.</param>
    public async Task<IReadOnlyDictionary<string, string>?> SaveAsync(
        long batch, int row, IReadOnlyDictionary<string, string> typed, CancellationToken cancellationToken)
    {
        if (await results.FindAsync(batch, row, cancellationToken) is not { Row.Fields: { } values }) return null;
        if (await FieldsAsync(batch, cancellationToken) is not { } fields) return null;
        var (changed, problems) = (new Dictionary<DocumentField, JsonNode?>(), new Dictionary<string, string>());
        foreach (var (name, text) in typed.Where(one => IsChanged(values[one.Key], one.Value)))
        {
            try
            {
                var schema = SchemaOf(fields, name);
                changed[new DocumentField(batch, row, name)] = Check(name, schema, Typed(schema, text));
            }
            catch (InputException unfit)
            {
                problems[name] = unfit.Message;
            }
        }

        if (problems.Count > 0) return problems;
        foreach (var (field, value) in changed) await results.CorrectAsync(field, value, cancellationToken);
        return problems;
    }

    // Forms end their lines in their own way, and lose blanks at the ends.
    private static bool IsChanged(JsonNode? value, string typed) =>
        Say.Editable(value).ReplaceLineEndings("\n").Trim() != typed.ReplaceLineEndings("\n").Trim();

    private static JsonNode? Check(string field, FieldSchema schema, JsonNode? value)
    {
        CheckNumbers(field, value);
        var read = new FieldReader().Read(schema, Clean(value));
        return SchemaCheck.Check(schema, read) is [var problem, ..]
            ? throw new InputException($"{field}: {problem}")
            : read;
    }

    private async Task<FieldSchema?> FieldsAsync(long batch, CancellationToken cancellationToken) =>
        (await results.FindShapeAsync(batch, cancellationToken))?.Definition.Fields;

    private static FieldSchema SchemaOf(FieldSchema fields, string name) =>
        fields.Find(name) ?? throw new InputException($"there is no field '{name}'; there are "
            + string.Join(", ", fields.Properties.Select(known => known.Name)));

    private static JsonNode? Typed(FieldSchema schema, string typed)
    {
        if (typed.Trim().Length == 0 && schema.AllowsNull) return null;
        if (schema.Types.Contains(FieldType.String)) return JsonValue.Create(typed.Trim());
        try
        {
            return JsonNode.Parse(typed);
        }
        catch (JsonException)
        {
            // Perhaps 1.234,50 or "yes": the field's reader knows what people write.
            return JsonValue.Create(typed.Trim());
        }
    }

    // No reader of JSON takes it for more than the infinite.
    private static void CheckNumbers(string field, JsonNode? value)
    {
        if (value is JsonObject members)
        {
            foreach (var (_, member) in members) CheckNumbers(field, member);
        }
        else if (value is JsonArray items)
        {
            foreach (var item in items) CheckNumbers(field, item);
        }
        else if (value?.GetValueKind() is JsonValueKind.Number
            && !double.IsFinite(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)))
        {
            throw new InputException($"{field}: a number so large cannot be kept");
        }
    }

    // No database holds NUL characters.
    private static JsonNode? Clean(JsonNode? value) =>
        value is null ? null : JsonNode.Parse(JsonEscapes.Clean(CleanText.Clean(value.ToJsonString())));
}
