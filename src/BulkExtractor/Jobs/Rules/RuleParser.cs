using BulkExtractor.Basics;
using BulkExtractor.Schema;

namespace BulkExtractor.Jobs.Rules;

/// <summary>
/// Reads a rule by recursive descent: <c>or</c> binds least, then <c>and</c>, <c>not</c>, comparisons, sums.
/// </summary>
internal sealed class RuleParser(string rule, FieldSchema schema)
{
    private const int DeepestNesting = 40;

    private static readonly string[] Comparisons = ["==", "=", "!=", "<>", "<", "<=", ">", ">="];

    private readonly List<RuleToken> _tokens = RuleScanner.Scan(rule);
    private readonly List<string> _fields = [];
    private int _at;
    private int _depth;

    /// <summary>The fields that were named, once each.</summary>
    public IReadOnlyList<string> Fields => [.. _fields.Distinct()];

    private RuleToken Next => _tokens[_at];

    /// <summary>The whole rule: something that is true or false.</summary>
    public RuleNode ReadAll()
    {
        var condition = Truth(Or());
        return Next.Kind == RuleTokenKind.End ? condition : throw Unexpected("the end");
    }

    private RuleNode Or()
    {
        var left = And();
        while (Take("or")) left = RuleOperations.Or(Truth(left), Truth(And()));
        return left;
    }

    private RuleNode And()
    {
        var left = Not();
        while (Take("and")) left = RuleOperations.And(Truth(left), Truth(Not()));
        return left;
    }

    private RuleNode Not() => Take("not") ? Nested(() => RuleOperations.Not(Truth(Not()))) : Comparison();

    private RuleNode Comparison()
    {
        var left = Sum();
        if (Take("in")) return RuleOperations.In(left, Sum());
        if (Next.Is("not") && _tokens[_at + 1].Is("in"))
        {
            _at += 2;
            return RuleOperations.Not(RuleOperations.In(left, Sum()));
        }

        var sign = Array.Find(Comparisons, Next.Is);
        if (sign is null) return left;
        var at = Next.At;
        _at++;
        var right = Sum();
        if (Array.Exists(Comparisons, Next.Is)) throw Unexpected("'and' between two comparisons");
        return RuleOperations.Compare(sign, left, right)
            ?? throw new FormatException($"a {NameOf(left.Kind)} is compared with a {NameOf(right.Kind)} at {at}");
    }

    private RuleNode Sum()
    {
        var left = Product();
        while (true)
        {
            if (Take("+")) left = RuleOperations.Add(left, Product());
            else if (Take("-")) left = RuleOperations.Subtract(left, Product());
            else return left;
        }
    }

    private RuleNode Product()
    {
        var left = Signed();
        while (true)
        {
            if (Take("*")) left = RuleOperations.Multiply(left, Signed());
            else if (Take("/")) left = RuleOperations.Divide(left, Signed());
            else return left;
        }
    }

    private RuleNode Signed() => Take("-")
        ? Nested(() => RuleOperations.Subtract(new LiteralNode(RuleKind.Number, 0m), Signed()))
        : Value();

    private RuleNode Value()
    {
        var token = Next;
        _at++;
        return token switch
        {
            { Kind: RuleTokenKind.Number } => RuleValues.Number(token.Text) is { } number
                ? new LiteralNode(RuleKind.Number, number)
                : throw new FormatException($"{token} at {token.At} is no number"),
            { Kind: RuleTokenKind.Text } => new LiteralNode(RuleKind.Text, token.Text),
            { Kind: RuleTokenKind.Name } => Field(token),
            { Kind: RuleTokenKind.Word } => Word(token),
            _ when token.Is("(") => Nested(() => Bracketed(Or, ")")),
            _ when token.Is("[") => Nested(() => new ListNode(Items())),
            _ => throw Unexpected("a value", token),
        };
    }

    private RuleNode Word(RuleToken word)
    {
        if (RuleOperations.Constant(word.Text) is { } constant) return constant;
        if (!Next.Is("(")) return Field(word);

        _at++;
        if (!RuleOperations.Functions.Contains(word.Text))
            throw new FormatException(
                $"there is no function {word} at {word.At}; "
                + NearestName.Suggest(word.Text, RuleOperations.Functions));
        return Nested(() => Bracketed(() => RuleOperations.Call(word.Text, Or()), ")"));
    }

    private FieldNode Field(RuleToken first)
    {
        var path = new List<string>();
        var (node, isList) = (schema, false);
        for (var token = first; ; token = _tokens[_at - 1])
        {
            (node, var list) = Step(node, token);
            isList |= list && path.Count > 0;
            path.Add(token.Text);
            if (!Take(".")) break;
            if (Next.Kind is not (RuleTokenKind.Word or RuleTokenKind.Name)) throw Unexpected("a field's name");
            _at++;
        }

        _fields.Add(path[0]);
        return new FieldNode(isList ? RuleKind.List : RuleOperations.KindOf(node), path);
    }

    // The items of a list stand for the list: items.amount is all their amounts.
    private static (FieldSchema Node, bool IsOfList) Step(FieldSchema node, RuleToken name)
    {
        var holder = node.Items ?? node;
        return holder.Find(name.Text) is { } property
            ? (property, node.Items is not null)
            : throw new FormatException($"there is no field {name} at {name.At}; "
                + NearestName.Suggest(name.Text, [.. holder.Properties.Select(one => one.Name)]));
    }

    private List<RuleNode> Items()
    {
        var items = new List<RuleNode>();
        do items.Add(Sum());
        while (Take(","));
        Expect("]");
        return items;
    }

    private RuleNode Bracketed(Func<RuleNode> read, string close)
    {
        var node = read();
        Expect(close);
        return node;
    }

    private RuleNode Nested(Func<RuleNode> read)
    {
        if (++_depth > DeepestNesting) throw new FormatException("nested too deeply");
        var node = read();
        _depth--;
        return node;
    }

    private void Expect(string sign)
    {
        if (!Take(sign)) throw Unexpected($"'{sign}'");
    }

    private bool Take(string text)
    {
        if (!Next.Is(text)) return false;
        _at++;
        return true;
    }

    private RuleNode Truth(RuleNode node) => node.Kind is RuleKind.Truth or RuleKind.Any
        ? node
        : throw new FormatException($"a {NameOf(node.Kind)} is neither true nor false before {Next}");

    private FormatException Unexpected(string expected, RuleToken? found = null) =>
        new($"{found ?? Next} stands at {(found ?? Next).At} where {expected} should");

    private static string NameOf(RuleKind kind) => kind.ToString().ToLowerInvariant();
}
