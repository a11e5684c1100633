using BulkExtractor.Schema;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Schema;

public sealed class SchemaCheckTests
{
    private static readonly FieldSchema Anything = new();

    [Theory]
    [InlineData(FieldType.String, "\"x\"", true)]
    [InlineData(FieldType.String, "1", false)]
    [InlineData(FieldType.Number, "1.5", true)]
    [InlineData(FieldType.Number, "\"1.5\"", false)]
    [InlineData(FieldType.Integer, "1.0", true)]
    [InlineData(FieldType.Integer, "-1.20e1", true)]
    [InlineData(FieldType.Integer, "1e400", true)]
    [InlineData(FieldType.Integer, "1.5", false)]
    [InlineData(FieldType.Integer, "1e-400", false)]
    [InlineData(FieldType.Integer, "0.0e-5", true)]
    [InlineData(FieldType.Integer, "1e99999999999999999999", true)]
    [InlineData(FieldType.Boolean, "true", true)]
    [InlineData(FieldType.Boolean, "0", false)]
    [InlineData(FieldType.Null, "null", true)]
    [InlineData(FieldType.Null, "\"null\"", false)]
    [InlineData(FieldType.Array, "[]", true)]
    [InlineData(FieldType.Array, "{}", false)]
    [InlineData(FieldType.Object, "{}", true)]
    [InlineData(FieldType.Object, "null", false)]
    public void A_type_holds_its_values(FieldType type, string json, bool valid) =>
        Assert.Equal(valid, IsValid(new() { Types = [type] }, json));

    [Theory]
    [InlineData("1", true)]
    [InlineData("1.00", true)]
    [InlineData("10e-1", true)]
    [InlineData("\"1\"", false)]
    [InlineData("\"red\"", true)]
    [InlineData("\"Red\"", false)]
    [InlineData("null", true)]
    [InlineData("""{"b":[2],"a":1.0}""", true)]
    [InlineData("""{"a":1,"b":[2,2]}""", false)]
    public void An_enum_compares_values_and_not_their_writing(string json, bool valid)
    {
        var schema = Anything with { Enum = [Json("1"), "red", null, Json("""{"a":1,"b":[2]}""")] };

        Assert.Equal(valid, IsValid(schema, json));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("-0.0", true)]
    [InlineData("-0.000001", false)]
    [InlineData("10", true)]
    [InlineData("10.0000000000000000000000000000000000000001", false)]
    [InlineData("1e999999999", false)]
    [InlineData("-1e999999999", false)]
    [InlineData("1e-999999999", true)]
    [InlineData("\"99\"", true)]
    public void Bounds_are_exact(string json, bool valid) =>
        Assert.Equal(valid, IsValid(Anything with { Minimum = 0, Maximum = 10 }, json));

    [Theory]
    [InlineData("0", false)]
    [InlineData("0.0000000000000000000000000000000001", true)]
    [InlineData("10.0", false)]
    public void Exclusive_bounds_are_not_allowed_themselves(string json, bool valid) =>
        Assert.Equal(valid, IsValid(Anything with { ExclusiveMinimum = 0, ExclusiveMaximum = 10 }, json));

    [Theory]
    [InlineData("0.01", "19.99", true)]
    [InlineData("0.01", "0.015", false)]
    [InlineData("0.1", "0.30000000000000004", false)]
    [InlineData("3", "1e999999999", false)]
    [InlineData("2", "1e999999999", true)]
    [InlineData("2.5", "-7.5", true)]
    [InlineData("10", "5", false)]
    [InlineData("7", "0", true)]
    public void Multiples_are_exact(string step, string json, bool valid)
    {
        var multipleOf = decimal.Parse(step, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(valid, IsValid(Anything with { MultipleOf = multipleOf }, json));
    }

    [Fact]
    public void A_number_of_endless_digits_is_refused_without_being_computed() =>
        Assert.False(IsValid(Number, "1" + new string('7', 1_000_000)));

    [Theory]
    [InlineData("\"😀😀\"", true)]
    [InlineData("\"😀\"", false)]
    [InlineData("\"😀😀😀😀\"", false)]
    [InlineData("[]", true)]
    public void Lengths_count_code_points(string json, bool valid) =>
        Assert.Equal(valid, IsValid(Anything with { MinLength = 2, MaxLength = 3 }, json));

    [Theory]
    [InlineData("b", "\"abc\"", true)]
    [InlineData("^b", "\"abc\"", false)]
    [InlineData("^\\d+$", "\"12\"", true)]
    [InlineData("^\\d+$", "\"12\\n\"", false)]
    [InlineData("^\\d+$", "\"١٢\"", false)]
    [InlineData("^[\\d-]+$", "\"1-2\"", true)]
    [InlineData("^\\w+$", "\"ü\"", false)]
    [InlineData("^.$", "\"😀\"", true)]
    [InlineData("^a.b$", "\"a\\rb\"", false)]
    [InlineData("^[A-Z[]{2}$", "\"A[\"", true)]
    [InlineData("\\bx\\b", "\"üxü\"", true)]
    [InlineData("^\\p{L}+$", "\"Größe\"", true)]
    [InlineData("x", "7", true)]
    public void Patterns_mean_what_they_mean_in_json_schema(string pattern, string json, bool valid) =>
        Assert.Equal(valid, IsValid(Anything with { Pattern = pattern }, json));

    [Fact]
    public void A_pattern_that_explodes_is_given_up() =>
        Assert.False(IsValid(Anything with { Pattern = "^(a+)+$" }, $"\"{new string('a', 50)}!\""));

    [Theory]
    [InlineData("date", "2024-02-29", true)]
    [InlineData("date", "2023-02-29", false)]
    [InlineData("date", "2024-2-9", false)]
    [InlineData("date", "2024-02-29\n", false)]
    [InlineData("time", "12:00:00Z", true)]
    [InlineData("time", "12:00:00.25+05:30", true)]
    [InlineData("time", "12:00:00", false)]
    [InlineData("time", "23:59:60Z", true)]
    [InlineData("time", "01:29:60+01:30", true)]
    [InlineData("time", "22:59:60Z", false)]
    [InlineData("time", "24:00:00Z", false)]
    [InlineData("date-time", "2026-01-27T10:00:00Z", true)]
    [InlineData("date-time", "2026-01-27t10:00:00z", true)]
    [InlineData("date-time", "2026-01-27 10:00:00Z", false)]
    [InlineData("date-time", "2026-01-27", false)]
    [InlineData("email", "a.b+c@mail.example.org", true)]
    [InlineData("email", "\"a b\"@example.org", true)]
    [InlineData("email", "a..b@example.org", false)]
    [InlineData("email", "a@-example.org", false)]
    [InlineData("email", "a@b@c", false)]
    [InlineData("uri", "https://user@example.org:80/a%20b?x=1#y", true)]
    [InlineData("uri", "urn:isbn:123", true)]
    [InlineData("uri", "http://[::1]/", true)]
    [InlineData("uri", "/relative", false)]
    [InlineData("uri", "http://a b", false)]
    [InlineData("uri", "http://example.org/%zz", false)]
    [InlineData("uri", "http://example.org:x/", false)]
    [InlineData("uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", true)]
    [InlineData("uuid", "2eb8aa08aa9811eab4aa73b441d16380", false)]
    [InlineData("colour", "anything", true)]
    public void Formats_are_checked(string format, string text, bool valid) =>
        Assert.Equal(valid, SchemaCheck.Check(Anything with { Format = format }, text).Count == 0);

    [Theory]
    [InlineData("[1]", false)]
    [InlineData("[1,2,3]", true)]
    [InlineData("[1,2,3,4]", false)]
    [InlineData("[1,1.0]", false)]
    [InlineData("""[{"a":1,"b":2},{"b":2,"a":1}]""", false)]
    [InlineData("""[1,"1"]""", true)]
    [InlineData("[[1],[2]]", true)]
    public void Lists_are_bounded_and_unique(string json, bool valid) =>
        Assert.Equal(valid, IsValid(Anything with { MinItems = 2, MaxItems = 3, UniqueItems = true }, json));

    [Fact]
    public void Problems_say_where_they_are()
    {
        var line = Object(("a/b~c", Some.Number)) with { Required = ["name"], AdditionalProperties = false };
        var schema = Object(("lines", new FieldSchema { Types = [FieldType.Array], Items = line }));

        var problems = SchemaCheck.Check(schema, Json("""{"lines":[{"name":1},{"a/b~c":"x"}]}"""));

        Assert.Equal(
            [
                "/lines/0: \"name\" is not allowed",
                "/lines/1: \"name\" is missing",
                "/lines/1/a~1b~0c: expected number, found \"x\"",
            ],
            problems.Select(p => p.ToString()));
    }

    [Fact]
    public void Properties_that_are_not_listed_are_allowed_unless_forbidden()
    {
        Assert.True(IsValid(Object(("a", Text)), """{"b":1}"""));
        Assert.False(IsValid(Object(("a", Text)) with { AdditionalProperties = false }, """{"b":1}"""));
    }

    private static bool IsValid(FieldSchema schema, string json) => SchemaCheck.Check(schema, Json(json)).Count == 0;
}
