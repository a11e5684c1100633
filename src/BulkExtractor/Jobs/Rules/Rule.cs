using System.Text.Json.Nodes;
using BulkExtractor.Schema;

namespace BulkExtractor.Jobs.Rules;

/// <summary>A check between fields, in its own language: it compares and calculates, and executes nothing.</summary>
public sealed class Rule
{
    private readonly RuleNode _condition;

    private Rule(string text, RuleNode condition, IReadOnlyList<string> fields) =>
        (Text, _condition, Fields) = (text, condition, fields);

    /// <summary>The rule as it was written.</summary>
    public string Text { get; }

    /// <summary>The fields of the document that it looks at.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Reads a rule over the fields of a schema.</summary>
    /// <exception cref="FormatException">The text is no rule; the message says what is wrong with it.</exception>
    public static Rule Parse(string text, FieldSchema schema)
    {
        var parser = new RuleParser(text, schema);
        return new Rule(text, parser.ReadAll(), parser.Fields);
    }

    /// <summary>Whether the fields break the rule. What is not known breaks nothing.</summary>
    public bool IsBrokenBy(JsonObject fields) => _condition.ValueIn(fields) is false;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
