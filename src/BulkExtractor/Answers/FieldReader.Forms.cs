using System.Text.Json.Nodes;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

public sealed partial class FieldReader
{
    private const int MostTrials = 1_000;

    private FieldReader(SourceWords? source, IReadOnlyCollection<string> names, Trials trials) =>
        (_source, _names, _trials) = (source, names, trials);

    // The form that the value was given: the one that it fits with the fewest changes.
    private FieldSchema FormOf(FieldSchema schema, JsonNode value, string pointer, bool isOptional)
    {
        List<FieldSchema> forms =
        [
            .. VariantChoice.Candidates(schema, value).Select(form => !schema.AllowsNull || form.AllowsNull
                ? form
                : form with { Types = [.. form.Types, FieldType.Null] }),
        ];
        if (forms.Count == 1) return forms[0];

        var (best, least) = (forms[0], int.MaxValue);
        foreach (var form in forms)
        {
            if (least == 0 || _trials.Left-- <= 0) break;
            var changes = ChangesTo(form, value, pointer, isOptional);
            if (changes < least) (best, least) = (form, changes);
        }

        return best;
    }

    // One problem weighs more than all changes that are remembered.
    private int ChangesTo(FieldSchema form, JsonNode value, string pointer, bool isOptional)
    {
        var trial = new FieldReader(_source, _names, _trials);
        var read = trial.Read(form, value, pointer, isOptional);
        var problems = read is null && form.AllowsNull ? 0 : SchemaCheck.Check(form, read).Count;
        return (problems * 2 * (MaxRepairs + 1)) + trial._repairs.Count + trial._doubts.Count;
    }

    /// <summary>How often the values of a document are still read as one form or another.</summary>
    private sealed class Trials
    {
        public int Left { get; set; } = MostTrials;
    }
}
