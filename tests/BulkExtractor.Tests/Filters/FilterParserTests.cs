using BulkExtractor.Basics;
using BulkExtractor.Filters;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Filters;

public sealed class FilterParserTests
{
    private static readonly FieldSchema Fields = Some.Object(
        ("price", new FieldSchema { Types = [FieldType.Number, FieldType.Null] }),
        ("city", Some.Text),
        ("paid", new FieldSchema { Types = [FieldType.Boolean] }),
        ("day", new FieldSchema { Types = [FieldType.String], Format = "date" }),
        ("at", new FieldSchema { Types = [FieldType.String], Format = "date-time" }),
        ("currency", new FieldSchema { Types = [FieldType.String], Enum = ["EUR", "USD"] }),
        ("tags", new FieldSchema { Types = [FieldType.Array], Items = Some.Text }),
        ("seller", Some.Object(("name", Some.Text), ("zip code", Some.Text))),
        ("first name", Some.Text),
        ("and", Some.Text),
        ("_key", Some.Number));

    [Theory]
    [InlineData("price > 100", "price > 100")]
    [InlineData("price>100", "price > 100")]
    [InlineData("price <= -1.5e3", "price <= -1500")]
    [InlineData("city = 'O''Fallon'", "city = 'O'Fallon'")]
    [InlineData("city = ''", "city = ''")]
    [InlineData("price IS NOT NULL", "not(price missing)")]
    [InlineData("not price is null", "not(price missing)")]
    [InlineData("city in ('Trier', 'Mainz')", "city in 'Trier','Mainz'")]
    [InlineData("tags contains 'a'", "tags has 'a'")]
    [InlineData("a_not_b = 1 or price = 1", null)]
    [InlineData("price = 1 or price = 2 and paid = true", "any(price = 1;all(price = 2;paid = True))")]
    [InlineData("(price = 1 or price = 2) and paid = true", "all(any(price = 1;price = 2);paid = True)")]
    [InlineData("not (price = 1)", "not(price = 1)")]
    [InlineData("not not price = 1", "not(not(price = 1))")]
    [InlineData("\"first name\" = 'x'", "first name = 'x'")]
    [InlineData("\"and\" = 'x' and price = 1", "all(and = 'x';price = 1)")]
    [InlineData("/seller/name = 'x'", "/seller/name = 'x'")]
    [InlineData("\"/seller/zip code\" = 'x'", "/seller/zip code = 'x'")]
    [InlineData("/tags/0 = 'x'", "/tags/0 = 'x'")]
    [InlineData("_key = 'x'", "_key = 'x'")]
    [InlineData("\"_key\" = 1", "_key = 1")]
    [InlineData("_state = 'failed' and _confidence < 0.8", "all(_state = 'failed';_confidence < 0.8)")]
    [InlineData("_model contains 'llama'", "_model has 'llama'")]
    [InlineData("day >= '2026-01-31'", "day >= '2026-01-31'")]
    [InlineData("at < '2026-01-31'", "at < 2026-01-31T00:00:00.0000000+00:00")]
    public void A_filter_is_read_as_it_is_meant(string text, string? expected)
    {
        if (expected is null) Assert.Throws<InputException>(() => FilterParser.Parse(text, Fields));
        else Assert.Equal(expected, Tell(FilterParser.Parse(text, Fields)!));
    }

    [Theory]
    [InlineData("", "where is empty")]
    [InlineData("price", "character 6: expected = != < <= > >= contains in is after price, not the end")]
    [InlineData("prise > 1", "character 1: there is no field prise; did you mean 'price'?")]
    [InlineData("price > '1'", "character 9: price is a number: write it without quotes")]
    [InlineData("price > cheap", "character 9: price is a number, cheap is none")]
    [InlineData("price > 12345678901234567890123456789", "character 9: a number here has at most 28 digits")]
    [InlineData("city = Trier", "character 8: city is a text: write it in single quotes, 'Trier'")]
    [InlineData("city = \"Trier\"", "character 8: \"Trier\" is a name; a text stands in single quotes: 'Trier'")]
    [InlineData("city = 'Trier", "character 8: a text begins here and does not end")]
    [InlineData("city = null", "character 8: nothing is compared with null: write city is null")]
    [InlineData("currency = 'EURO'", "character 12: currency is never 'EURO'; did you mean 'EUR'?")]
    [InlineData("paid = 'yes'", "character 8: paid is true or false, not 'yes'")]
    [InlineData("paid < true", "character 8: paid is true or false: neither is the smaller one")]
    [InlineData("day > '31.01.2026'", "character 7: day is a date: write it as '2026-01-31'")]
    [InlineData("day > '2026-02-30'", "character 7: day is a date")]
    [InlineData("at > 'noon'", "character 6: at is a point in time")]
    [InlineData("tags = 'a'", "character 8: tags is a list: it can be asked what it contains")]
    [InlineData("tags contains 1", "character 15: the items of tags are strings, 1 is none")]
    [InlineData("seller = 'a'", "character 10: seller has fields of its own: compare one of them, such as /seller/")]
    [InlineData("/seller/nam = 'a'", "character 1: /seller/nam leads nowhere: there is no 'nam' in /seller")]
    [InlineData("/city/name = 'a'", "character 1: /city/name leads nowhere")]
    [InlineData("price contains 1", "character 16: price is a number, which contains nothing")]
    [InlineData("city not in ('a')", "character 6: 'not' stands before the condition")]
    [InlineData("city in 'a'", "character 9: expected '(' and values, not 'a'")]
    [InlineData("city in ()", "character 10: expected a value, not )")]
    [InlineData("(price = 1", "character 11: expected ')', not the end")]
    [InlineData("price = 1)", "character 10: expected 'and', 'or' or the end, not )")]
    [InlineData("price = 1 price = 2", "character 11: expected 'and', 'or' or the end, not price")]
    [InlineData("price <> 1", "character 7: <> is written !=")]
    [InlineData("price == 1", "character 7: == is written =")]
    [InlineData("price => 1", "character 7: => is no sign")]
    [InlineData("_state = 'done'", "character 10: _state is never 'done'")]
    [InlineData("city = '😀' and prise = 1", "character 16: there is no field prise")]
    [InlineData("price = 1; drop table bulk.results", "character 9: price is a number, 1; is none")]
    [InlineData("city = '\0'", "where: it holds a NUL character")]
    public void What_is_wrong_is_told_with_its_place(string text, string expected)
    {
        var refused = Assert.Throws<InputException>(() => FilterParser.Parse(text, Fields));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("where", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, null)]
    [InlineData(31, "deeper than 30")]
    [InlineData(1_900, "deeper than 30")]
    public void Depth_has_a_bound(int depth, string? problem) =>
        Check($"{new string('(', depth)}price = 1{new string(')', depth)}", problem);

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, "more than 100 conditions")]
    public void Conditions_have_a_bound(int count, string? problem) =>
        Check(string.Join(" or ", Enumerable.Repeat("price = 1", count)), problem);

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "more than 200 values")]
    [InlineData(2_000, "are too many; at most 4,000")]
    public void Values_and_letters_have_a_bound(int count, string? problem) =>
        Check($"price in ({string.Join(", ", Enumerable.Repeat("1", count))})", problem);

    private static void Check(string text, string? problem)
    {
        var refused = Record.Exception(() => FilterParser.Parse(text, Fields));

        if (problem is null) Assert.Null(refused);
        else Assert.Contains(problem, Assert.IsType<InputException>(refused).Message, StringComparison.Ordinal);
    }

    private static string Tell(Filter filter) => filter switch
    {
        AllOf all => $"all({string.Join(';', all.Parts.Select(Tell))})",
        AnyOf any => $"any({string.Join(';', any.Parts.Select(Tell))})",
        Negation negation => $"not({Tell(negation.Inner)})",
        Missing missing => $"{missing.Field.Name} missing",
        OneOf among => $"{among.Field.Name} in {string.Join(',', among.Values.Select(Tell))}",
        Comparison compared => $"{compared.Field.Name} {Tell(compared.Sign)} {Tell(compared.Value)}",
        _ => "?",
    };

    private static string Tell(FilterSign sign) => sign switch
    {
        FilterSign.Equal => "=",
        FilterSign.Less => "<",
        FilterSign.AtMost => "<=",
        FilterSign.More => ">",
        FilterSign.AtLeast => ">=",
        FilterSign.Contains => "has",
        _ => "!=",
    };

    private static string Tell(FilterValue value) => value switch
    {
        TextValue text => $"'{text.Text}'",
        NumberValue number => $"{number.Number}",
        InstantValue instant => $"{instant.At:O}",
        BooleanValue flag => $"{flag.Flag}",
        _ => "?",
    };
}
