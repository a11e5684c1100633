using BulkExtractor.Basics;
using BulkExtractor.Schema;

namespace BulkExtractor.Filters;

/// <summary>Reads a filter: <c>price &lt; 100 and city in ('Trier', 'Mainz')</c>.</summary>
public sealed class FilterParser
{
    private const int Deepest = 30;
    private const int MostConditions = 100;
    private const int MostValues = 200;

    private static readonly Dictionary<string, FilterSign> Signs = new()
    {
        ["="] = FilterSign.Equal,
        ["!="] = FilterSign.Unequal,
        ["<"] = FilterSign.Less,
        ["<="] = FilterSign.AtMost,
        [">"] = FilterSign.More,
        [">="] = FilterSign.AtLeast,
    };

    private readonly string _text;
    private readonly IReadOnlyList<FilterToken> _tokens;
    private readonly FilterNames _names;
    private int _next;
    private int _depth;
    private int _conditions;

    private FilterParser(string text, FieldSchema fields) =>
        (_text, _tokens, _names) = (text, FilterTokenizer.Read(text), new FilterNames(text, fields));

    /// <summary>The condition that a text says of results with these fields; null where nobody asks for any.</summary>
    public static Filter? Parse(string? text, FieldSchema fields)
    {
        if (text is null) return null;
        var parser = new FilterParser(text, fields);
        if (parser.Current.Kind is FilterTokenKind.End)
            throw new InputException("where is empty: write a condition, such as price > 100");
        var filter = parser.Any();
        return parser.Current.Kind is FilterTokenKind.End
            ? filter
            : throw parser.Unexpected("'and', 'or' or the end");
    }

    /// <summary>The field that a name means, where nothing else is said.</summary>
    public static FilterField ParseField(string text, FieldSchema fields)
    {
        var parser = new FilterParser(text, fields);
        var field = parser.Field();
        return parser.Current.Kind is FilterTokenKind.End ? field : throw parser.Unexpected("nothing more");
    }

    private FilterToken Current => _tokens[_next];

    private Filter Any() => Chain("or", All, parts => new AnyOf(parts));

    private Filter All() => Chain("and", One, parts => new AllOf(parts));

    private Filter Chain(string word, Func<Filter> read, Func<IReadOnlyList<Filter>, Filter> join)
    {
        var parts = new List<Filter> { read() };
        while (Takes(word)) parts.Add(read());
        return parts is [var only] ? only : join(parts);
    }

    private Filter One()
    {
        var at = Current.At;
        var negates = Takes("not");
        if (!negates && Current.Kind is not FilterTokenKind.Open) return Condition();

        if (++_depth > Deepest) throw Fault(at, $"this stands deeper than {Deepest} levels");
        var inner = negates ? new Negation(One()) : Group();
        _depth--;
        return inner;
    }

    private Filter Group()
    {
        _next++;
        var inner = Any();
        Expect(FilterTokenKind.Close, "')'");
        return inner;
    }

    private Filter Condition()
    {
        if (++_conditions > MostConditions) throw Fault(Current.At, $"more than {MostConditions} conditions");
        var field = Field();
        if (Takes("is")) return Null(field);
        if (Takes("in")) return new OneOf(field, Values(field));
        if (Takes("contains")) return new Comparison(field, FilterSign.Contains, Value(field, FilterSign.Contains));
        if (Current.Is("not"))
            throw Fault(Current.At, $"'not' stands before the condition: not {field.Name} in (…)");
        if (Current.Kind is not FilterTokenKind.Sign)
            throw Unexpected($"= != < <= > >= contains in is after {field.Name}");

        var sign = Signs[_tokens[_next++].Text];
        return new Comparison(field, sign, Value(field, sign));
    }

    private FilterField Field() => Current.Kind is FilterTokenKind.Word or FilterTokenKind.Name
        ? _names.Find(_tokens[_next++])
        : throw Unexpected("a field");

    private Filter Null(FilterField field)
    {
        var negates = Takes("not");
        if (!Takes("null")) throw Unexpected(negates ? "null" : "null or not null");
        return negates ? new Negation(new Missing(field)) : new Missing(field);
    }

    private List<FilterValue> Values(FilterField field)
    {
        Expect(FilterTokenKind.Open, "'(' and values");
        var values = new List<FilterValue>();
        do
        {
            if (values.Count == MostValues) throw Fault(Current.At, $"more than {MostValues} values");
            values.Add(Value(field, FilterSign.Equal));
        }
        while (TakesComma());
        Expect(FilterTokenKind.Close, "',' or ')'");
        return values;
    }

    private FilterValue Value(FilterField field, FilterSign sign)
    {
        var token = Current;
        if (token.Kind is not (FilterTokenKind.Word or FilterTokenKind.Text or FilterTokenKind.Name))
            throw Unexpected("a value");
        _next++;
        var (value, problem) = FilterFit.Read(field, sign, token);
        return value ?? throw Fault(token.At, problem!);
    }

    private bool Takes(string word)
    {
        if (!Current.Is(word)) return false;
        _next++;
        return true;
    }

    private bool TakesComma()
    {
        if (Current.Kind is not FilterTokenKind.Comma) return false;
        _next++;
        return true;
    }

    private void Expect(FilterTokenKind kind, string what)
    {
        if (Current.Kind != kind) throw Unexpected(what);
        _next++;
    }

    private InputException Unexpected(string wanted) => Fault(Current.At, $"expected {wanted}, not {Current.Told}");

    private InputException Fault(int at, string problem) => FilterTokenizer.Fault(_text, at, problem);
}
