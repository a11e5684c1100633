using System.Text.Json.Nodes;

namespace BulkExtractor.Jobs.Rules;

/// <summary>
/// A part of a rule: a number, text, date, truth value or list, worked out from the fields of a document.
/// </summary>
/// <param name="Kind">What its value is, as far as the schema tells.</param>
internal abstract record RuleNode(RuleKind Kind)
{
    /// <summary>Its value: decimal, string, DateOnly, bool or a list of these; null where it is not known.</summary>
    public abstract object? ValueIn(JsonObject fields);
}

/// <summary>A value that stands in the rule.</summary>
internal sealed record LiteralNode(RuleKind Kind, object? Value) : RuleNode(Kind)
{
    /// <inheritdoc/>
    public override object? ValueIn(JsonObject fields) => Value;
}

/// <summary>Several values, to look another one up in.</summary>
internal sealed record ListNode(IReadOnlyList<RuleNode> Items) : RuleNode(RuleKind.List)
{
    /// <inheritdoc/>
    public override object? ValueIn(JsonObject fields) => Items.Select(item => item.ValueIn(fields)).ToList();
}

/// <summary>A field, or a field of a field; of a list, that of each of its items.</summary>
internal sealed record FieldNode(RuleKind Kind, IReadOnlyList<string> Path) : RuleNode(Kind)
{
    /// <inheritdoc/>
    public override object? ValueIn(JsonObject fields) => RuleValues.Convert(Find(fields, 0));

    private JsonNode? Find(JsonNode? node, int depth)
    {
        if (depth == Path.Count) return node;
        return node switch
        {
            JsonObject inner => Find(inner[Path[depth]], depth + 1),
            JsonArray items => new JsonArray([.. items.Select(item => Find(item, depth)?.DeepClone())]),
            _ => null,
        };
    }
}

/// <summary>An operation on one value.</summary>
internal sealed record UnaryNode(RuleKind Kind, RuleNode Operand, Func<object?, object?> Work) : RuleNode(Kind)
{
    /// <inheritdoc/>
    public override object? ValueIn(JsonObject fields) => Work(Operand.ValueIn(fields));
}

/// <summary>An operation on two values.</summary>
internal sealed record BinaryNode(
    RuleKind Kind, RuleNode Left, RuleNode Right, Func<object?, object?, object?> Work) : RuleNode(Kind)
{
    /// <inheritdoc/>
    public override object? ValueIn(JsonObject fields) => Work(Left.ValueIn(fields), Right.ValueIn(fields));
}

/// <summary>What a part of a rule is.</summary>
internal enum RuleKind
{
    /// <summary>The schema does not tell.</summary>
    Any,

    /// <summary>No value.</summary>
    Null,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text; one like 2026-01-27 may be compared with dates.</summary>
    Text,

    /// <summary>A day.</summary>
    Date,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>Several values.</summary>
    List,
}
