using BulkExtractor.Schema;

namespace BulkExtractor.Jobs.Rules;

/// <summary>What rules are made of, with the three truth values of SQL: true, false and not known.</summary>
internal static class RuleOperations
{
    private static readonly Dictionary<string, (RuleKind Kind, Func<object?, object?> Work)> Known = new()
    {
        ["len"] = (RuleKind.Number, RuleValues.Length),
        ["sum"] = (RuleKind.Number, RuleValues.Sum),
        ["abs"] = (RuleKind.Number, RuleValues.Absolute),
        ["round"] = (RuleKind.Number, RuleValues.Round),
    };

    /// <summary>The names of the functions.</summary>
    public static IReadOnlyCollection<string> Functions => Known.Keys;

    public static RuleNode Call(string function, RuleNode argument) =>
        new UnaryNode(Known[function].Kind, argument, Known[function].Work);

    public static RuleNode? Constant(string word) => word switch
    {
        "true" => new LiteralNode(RuleKind.Truth, true),
        "false" => new LiteralNode(RuleKind.Truth, false),
        "null" => new LiteralNode(RuleKind.Null, null),
        _ => null,
    };

    public static RuleNode Or(RuleNode left, RuleNode right) => Truth(left, right, (l, r) => (l, r) switch
    {
        (true, _) or (_, true) => true,
        (false, false) => false,
        _ => null,
    });

    public static RuleNode And(RuleNode left, RuleNode right) => Truth(left, right, (l, r) => (l, r) switch
    {
        (false, _) or (_, false) => false,
        (true, true) => true,
        _ => null,
    });

    public static RuleNode Not(RuleNode operand) =>
        new UnaryNode(RuleKind.Truth, operand, value => value is bool truth ? !truth : null);

    public static RuleNode In(RuleNode value, RuleNode all) => Truth(value, all, RuleValues.In);

    /// <summary>A comparison; null where it could never have an answer.</summary>
    public static RuleNode? Compare(string sign, RuleNode left, RuleNode right)
    {
        // Only here is null a value of its own: whether there is one.
        if (left.Kind == RuleKind.Null || right.Kind == RuleKind.Null) return CompareWithNull(sign, left, right);
        return CanBeCompared(left.Kind, right.Kind)
            ? Truth(left, right, (l, r) => RuleValues.Compare(l, r) is { } order ? Holds(sign, order) : null)
            : null;
    }

    public static RuleNode Add(RuleNode left, RuleNode right) => Calculated(left, right, RuleValues.Add);

    public static RuleNode Subtract(RuleNode left, RuleNode right) => Calculated(left, right, RuleValues.Subtract);

    public static RuleNode Multiply(RuleNode left, RuleNode right) => Calculated(left, right, RuleValues.Multiply);

    public static RuleNode Divide(RuleNode left, RuleNode right) => Calculated(left, right, RuleValues.Divide);

    /// <summary>What the values of a field are.</summary>
    public static RuleKind KindOf(FieldSchema schema)
    {
        FieldType[] types = [.. schema.Types.Where(type => type != FieldType.Null)];
        if (types.Length > 0 && types.All(type => type is FieldType.Number or FieldType.Integer))
            return RuleKind.Number;
        return types is not [var type] ? RuleKind.Any : type switch
        {
            FieldType.String => schema.Format is "date" or "date-time" ? RuleKind.Date : RuleKind.Text,
            FieldType.Boolean => RuleKind.Truth,
            FieldType.Array => RuleKind.List,
            _ => RuleKind.Any,
        };
    }

    private static BinaryNode? CompareWithNull(string sign, RuleNode left, RuleNode right) => sign switch
    {
        "==" or "=" => Truth(left, right, (l, r) => l is null && r is null),
        "!=" or "<>" => Truth(left, right, (l, r) => l is not null || r is not null),
        _ => null,
    };

    private static bool CanBeCompared(RuleKind left, RuleKind right) =>
        left == right || left == RuleKind.Any || right == RuleKind.Any
        || (left is RuleKind.Date or RuleKind.Text && right is RuleKind.Date or RuleKind.Text);

    private static bool Holds(string sign, int order) => sign switch
    {
        "==" or "=" => order == 0,
        "!=" or "<>" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };

    private static BinaryNode Truth(RuleNode left, RuleNode right, Func<object?, object?, object?> work) =>
        new(RuleKind.Truth, left, right, work);

    // Two days apart are a number, a day and days are a day.
    private static BinaryNode Calculated(RuleNode left, RuleNode right, Func<object?, object?, object?> work)
    {
        var ofDate = left.Kind is RuleKind.Date or RuleKind.Text or RuleKind.Any;
        return new(ofDate ? RuleKind.Any : RuleKind.Number, left, right, work);
    }
}
