using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.IntegrationTests.Filters;

/// <summary>Makes filters by chance, each as its text and as plain C# that knows nothing of the product's.</summary>
internal sealed class SomeFilters(Random random)
{
    /// <summary>Texts that would break out of a statement, or be taken for a pattern, a number, a word.</summary>
    public static readonly string[] Texts =
    [
        "", "a", "A", "b", "ab", "é", "z", "😀", "\uFFFD", "日本", "O'Brien", "\"x\"", "100 %", "a_b", "a\\b", "null",
        "1", "$1", "'; drop table bulk.results; --", "' or '1'='1", "@filter_1", ":batch",
        "/* filter */ true", "{0}", "line\nbreak",
    ];

    public static readonly string[] Days = ["2025-12-31", "2026-01-01", "2026-02-28", "2026-02-29", "1999-01-01"];

    public static readonly string[] Instants =
        ["2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "2025-12-31T23:59:59.5Z", "2026-06-01T12:00:00-07:00"];

    private static readonly string[] Signs = ["=", "!=", "<", "<=", ">", ">="];

    private static readonly (string Name, string[] Path, Kind Kind)[] Fields =
    [
        ("price", ["price"], Kind.Number), ("title", ["title"], Kind.Text), ("\"title\"", ["title"], Kind.Text),
        ("paid", ["paid"], Kind.Flag), ("day", ["day"], Kind.Day), ("at", ["at"], Kind.Instant),
        ("tags", ["tags"], Kind.List), ("/tags/0", ["tags", "0"], Kind.Text),
        ("/seller/name", ["seller", "name"], Kind.Text), ("/seller/rating", ["seller", "rating"], Kind.Number),
        ("\"/seller/zip code\"", ["seller", "zip code"], Kind.Text), ("\"first name\"", ["first name"], Kind.Text),
        ("anything", ["anything"], Kind.Any), ("\"or\"", ["or"], Kind.Text), ("/a~1b", ["a/b"], Kind.Number),
    ];

    private enum Kind
    {
        Number,
        Text,
        Flag,
        Day,
        Instant,
        List,
        Any,
    }

    public (string Text, Func<FilteredDocument, bool?> Holds) Next(int depth = 4)
    {
        if (depth == 0 || random.Next(3) == 0) return Condition();
        var (left, right) = (Next(depth - 1), Next(depth - 1));
        return random.Next(4) switch
        {
            0 => ($"not ({left.Text})", document => !left.Holds(document)),
            1 => ($"({left.Text} OR {right.Text})", document => left.Holds(document) | right.Holds(document)),
            2 => ($"({left.Text})and({right.Text})", document => left.Holds(document) & right.Holds(document)),
            _ => (
                $"{left.Text} and {Group(right.Text)}",
                document => left.Holds(document) & right.Holds(document)),
        };

        // What stands left was written whole: it binds as it stands.
        static string Group(string text) => $"({text})";
    }

    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private (string, Func<FilteredDocument, bool?>) Condition() =>
        random.Next(5) == 0 ? Own() : Field(Fields[random.Next(Fields.Length)]);

    private (string, Func<FilteredDocument, bool?>) Field((string Name, string[] Path, Kind Kind) field)
    {
        if (random.Next(6) == 0) return IsNull(field.Name, document => document.At(field.Path) is null);
        var kind = field.Kind is Kind.Any ? (Kind)random.Next(3) : field.Kind;
        if (kind is Kind.List || (kind is Kind.Text && random.Next(4) == 0)) return Contains(field);
        var values = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Value(kind)).ToList();
        if (random.Next(4) == 0)
        {
            return (
                $"{field.Name} in ({string.Join(",", values.Select(value => value.Text))})",
                document => values.Select(value => Compare(document, field.Path, value.Value, "=", kind))
                    .Aggregate((one, other) => one | other));
        }

        var sign = kind is Kind.Flag ? Signs[random.Next(2)] : Signs[random.Next(6)];
        return (
            $"{field.Name} {sign} {values[0].Text}",
            document => Compare(document, field.Path, values[0].Value, sign, kind));
    }

    private (string, Func<FilteredDocument, bool?>) Contains((string Name, string[] Path, Kind Kind) field)
    {
        var text = Texts[random.Next(Texts.Length)];
        return (
            $"{field.Name} contains {Quote(text)}",
            document => FilteredDocument.Contains(document.At(field.Path), JsonValue.Create(text)));
    }

    private (string, Func<FilteredDocument, bool?>) Own()
    {
        var text = Texts[random.Next(Texts.Length)];
        var sign = Signs[random.Next(6)];
        switch (random.Next(5))
        {
            case 0:
                return ($"_key {sign} {Quote(text)}", Own(d => d.Key, text, sign));
            case 1:
                return ($"_model {sign} {Quote(text)}", Own(d => d.Model, text, sign));
            case 2:
                return IsNull("_model", d => d.Model is null);
            case 3:
                var state = new[] { "open", "extracted", "failed" }[random.Next(3)];
                return ($"_state = {Quote(state)}", d => d.State == state);
            default:
                var number = random.Next(101) / 100.0;
                return (
                    $"_confidence {sign} {number.ToString(CultureInfo.InvariantCulture)}",
                    d => FilteredDocument.Compare(Node(d.Confidence), JsonValue.Create(number), sign));
        }
    }

    private static Func<FilteredDocument, bool?> Own(
        Func<FilteredDocument, string?> read, string given, string sign) =>
        document => FilteredDocument.Compare(Node(read(document)), JsonValue.Create(given), sign);

    private (string, Func<FilteredDocument, bool?>) IsNull(string name, Func<FilteredDocument, bool> isNull) =>
        random.Next(2) == 0
            ? ($"{name} is null", document => isNull(document))
            : ($"{name} IS NOT NULL", document => !isNull(document));

    private (string Text, JsonNode Value) Value(Kind kind) => kind switch
    {
        Kind.Number => Number(),
        Kind.Flag => random.Next(2) == 0 ? ("true", JsonValue.Create(true)) : ("FALSE", JsonValue.Create(false)),
        Kind.Day => Quoted(Days[random.Next(Days.Length - 2)]),
        Kind.Instant => Quoted(Instants[random.Next(Instants.Length)]),
        _ => Quoted(Texts[random.Next(Texts.Length)]),
    };

    private (string, JsonNode) Number()
    {
        var number = (random.Next(-40, 41) / 4m).ToString(CultureInfo.InvariantCulture);
        return (number, JsonNode.Parse(number)!);
    }

    private static (string, JsonNode) Quoted(string text) => (Quote(text), JsonValue.Create(text));

    private static bool? Compare(FilteredDocument document, string[] path, JsonNode given, string sign, Kind kind) =>
        kind is Kind.Instant
            ? FilteredDocument.Compare(Ticks(document.At(path)), Ticks(given)!, sign)
            : FilteredDocument.Compare(document.At(path), given, sign);

    private static JsonValue? Ticks(JsonNode? instant) => instant is null
        ? null
        : JsonValue.Create(DateTimeOffset.Parse(instant.GetValue<string>(), CultureInfo.InvariantCulture).UtcTicks);

    private static JsonNode? Node<T>(T? value) => value is null ? null : JsonSerializer.SerializeToNode(value);
}
