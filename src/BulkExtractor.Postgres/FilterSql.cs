using System.Globalization;
using System.Text.Json;
using BulkExtractor.Filters;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>
/// Filters as conditions on documents <c>d</c> with their results <c>r</c>. All that somebody wrote is a parameter:
/// the statement's text is put together from what stands here.
/// </summary>
/// <param name="key">What a document's key is in the statement.</param>
internal sealed class FilterSql(string key = "d.key")
{
    /// <summary>The key where a statement reads results alone.</summary>
    public const string KeyOfResult =
        "(select k.key from bulk.documents k where k.batch_id = r.batch_id and k.document_no = r.document_no)";

    private readonly List<Parameter> _parameters = [];

    /// <summary>What its text needs.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>A condition; its parameters are added.</summary>
    public string Condition(Filter filter) => filter switch
    {
        AllOf all => $"({string.Join(" and ", all.Parts.Select(Condition))})",
        AnyOf any => $"({string.Join(" or ", any.Parts.Select(Condition))})",
        Negation negation => $"(not {Condition(negation.Inner)})",
        Missing missing => IsMissing(missing.Field),
        OneOf among => IsOneOf(among),
        Comparison { Sign: FilterSign.Contains } holds => Contains(holds.Field, holds.Value),
        Comparison compared => $"({ValueOf(compared.Field, compared.Value)} {SignOf(compared.Sign)} "
            + $"{Add(compared.Field, compared.Value)})",
        _ => throw new ArgumentException($"{filter.GetType().Name} is no filter that is known here.", nameof(filter)),
    };

    /// <summary>What a field's values are ordered by; its parameters are added.</summary>
    public string Order(FilterField field) => (field.Source, field.Type) switch
    {
        (not FilterSource.Fields, _) => Own(field),
        (_, FilterType.Number) => $"bulk.as_numeric({Json(field)})",
        (_, FilterType.Boolean) => $"bulk.as_boolean({Json(field)})",
        (_, FilterType.Instant) => $"bulk.as_timestamptz({Json(field)})",
        (_, FilterType.Text or FilterType.Date) => TextOf(Json(field)),
        _ => $"bulk.as_jsonb({Json(field)})",
    };

    private string IsMissing(FilterField field) => field.Source is FilterSource.Fields
        ? $"(coalesce({Json(field)}, 'null') = 'null')"
        : $"({Own(field)} is null)";

    // Values of one kind in one array: a condition for each would read the field as often.
    private string IsOneOf(OneOf among)
    {
        var kinds = among.Values.GroupBy(value => value.GetType()).Select(kind =>
            $"({ValueOf(among.Field, kind.First())} = any ({AddAll(among.Field, [.. kind])}))").ToList();
        return kinds is [var only] ? only : $"({string.Join(" or ", kinds)})";
    }

    private string Contains(FilterField field, FilterValue value)
    {
        if (field.Source is not FilterSource.Fields) return $"(strpos({Own(field)}, {Add(field, value)}) > 0)";
        var json = Json(field);
        var text = value is TextValue ? $"when 'string' then strpos({json} #>> '{{}}', {Add(field, value)}) > 0 " : "";
        var item = Add(name => Jsonb(name, $"[{JsonOf(value)}]"));
        return $"(case jsonb_typeof({json}) {text}when 'array' then {json} @> {item} end)";
    }

    // The value as one of its kind; nothing where it is of another.
    private string ValueOf(FilterField field, FilterValue value) => field.Source is not FilterSource.Fields
        ? Own(field)
        : value switch
        {
            NumberValue => $"bulk.as_numeric({Json(field)})",
            BooleanValue => $"bulk.as_boolean({Json(field)})",
            InstantValue => $"bulk.as_timestamptz({Json(field)})",
            _ => TextOf(Json(field)),
        };

    // By code points, the same on every server.
    private static string TextOf(string json) =>
        $"(case jsonb_typeof({json}) when 'string' then {json} #>> '{{}}' end collate \"C\")";

    private string Own(FilterField field) => field.Source switch
    {
        FilterSource.Key => $"{key} collate \"C\"",
        FilterSource.Model => "r.model collate \"C\"",
        FilterSource.Confidence => "r.confidence",
        _ => "coalesce(r.state, 'open') collate \"C\"",
    };

    private string Json(FilterField field) => $"(r.fields #> {Add(name => Texts(name, field.Path))})";

    private string Add(FilterField field, FilterValue value) => Add(name => value switch
    {
        NumberValue number => field.Source is FilterSource.Confidence
            ? Double(name, (double)number.Number)
            : Numeric(name, number.Number),
        BooleanValue flag => Boolean(name, flag.Flag),
        InstantValue instant => Instant(name, instant.At),
        TextValue text => Text(name, text.Text),
        _ => throw new ArgumentException($"{value.GetType().Name} is no value that is known here.", nameof(value)),
    });

    private string AddAll(FilterField field, IReadOnlyList<FilterValue> values) => Add(name => values[0] switch
    {
        NumberValue => field.Source is FilterSource.Confidence
            ? Doubles(name, values.Cast<NumberValue>().Select(value => (double?)value.Number))
            : Numerics(name, values.Cast<NumberValue>().Select(value => (decimal?)value.Number)),
        BooleanValue => Booleans(name, values.Cast<BooleanValue>().Select(value => value.Flag)),
        InstantValue => Instants(name, values.Cast<InstantValue>().Select(value => value.At)),
        _ => Texts(name, values.Cast<TextValue>().Select(value => value.Text)),
    });

    private string Add(Func<string, Parameter> create)
    {
        var name = $"filter_{_parameters.Count + 1}";
        _parameters.Add(create(name));
        return $"@{name}";
    }

    private static string JsonOf(FilterValue value) => value switch
    {
        TextValue text => JsonSerializer.Serialize(text.Text),
        BooleanValue flag => flag.Flag ? "true" : "false",
        NumberValue number => number.Number.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType().Name} is in no list.", nameof(value)),
    };

    private static string SignOf(FilterSign sign) => sign switch
    {
        FilterSign.Equal => "=",
        FilterSign.Unequal => "<>",
        FilterSign.Less => "<",
        FilterSign.AtMost => "<=",
        FilterSign.More => ">",
        _ => ">=",
    };
}
