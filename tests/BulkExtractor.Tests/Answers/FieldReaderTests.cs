using BulkExtractor.Answers;
using BulkExtractor.Basics;
using BulkExtractor.Schema;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Answers;

public sealed class FieldReaderTests
{
    private static readonly FieldSchema Integer = new() { Types = [FieldType.Integer] };
    private static readonly FieldSchema Truth = new() { Types = [FieldType.Boolean] };
    private static readonly FieldSchema Date = Text with { Format = "date" };

    [Theory]
    [InlineData("1.234,50 €", "1234.5")]
    [InlineData("$1,234.50", "1234.5")]
    [InlineData("EUR 1 234,5", "1234.5")]
    [InlineData("CHF 1'234.50", "1234.5")]
    [InlineData("1’234’567", "1234567")]
    [InlineData("₹12,34,567.89", "1234567.89")]
    [InlineData("1\u202F234,50 €", "1234.5")]
    [InlineData("1.234 €", "1234")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("0,123", "0.123")]
    [InlineData("1234,567", "1234.567")]
    [InlineData("-5", "-5")]
    [InlineData("−5,5", "-5.5")]
    [InlineData("€ -5", "-5")]
    [InlineData("5-", "-5")]
    [InlineData("(5.00)", "-5")]
    [InlineData("-0", "0")]
    [InlineData("007", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("١٢٫٥", "12.5")]
    [InlineData("１，２３４．５", "1234.5")]
    [InlineData("1.5e3", "1.5e3")]
    [InlineData("19,90 zł", "19.9")]
    [InlineData("1,234", "1234")]
    [InlineData("1.234", "1.234")]
    public void A_number_is_understood_in_the_worlds_notations(string text, string number) =>
        Assert.Equal(number, Read(Number, Quote(text)));

    [Theory]
    [InlineData("12 50")]
    [InlineData("1,23,4")]
    [InlineData("1.2.3")]
    [InlineData("1.234.56")]
    [InlineData("1,234,56.7")]
    [InlineData("5 to 7")]
    [InlineData("about 5")]
    [InlineData("5 kg")]
    [InlineData("19%")]
    [InlineData("2k")]
    [InlineData("--5")]
    [InlineData("(5")]
    [InlineData("5²")]
    [InlineData("½")]
    [InlineData("€")]
    [InlineData("2026-01-27")]
    public void What_is_not_clearly_one_number_stays_as_it_is(string text) =>
        Assert.Equal(Quote(text), Read(Number, Quote(text)));

    [Theory]
    [InlineData("1.234")]
    [InlineData("1,234")]
    public void Three_digits_after_the_only_sign_are_a_group_in_an_integer(string text) =>
        Assert.Equal("1234", Read(Integer, Quote(text)));

    [Fact]
    public void Three_digits_after_the_only_sign_are_a_group_where_cents_are_the_smallest_step() =>
        Assert.Equal("1234", Read(Number with { MultipleOf = 0.01m }, "\"1.234\""));

    [Fact]
    public void A_guess_is_told_as_one()
    {
        var reader = new FieldReader();

        reader.Read(Object(("total", Number)), Json("""{"total":"1,234"}"""));

        Assert.Equal(["/total: \"1,234\" → 1234 (ambiguous)"], reader.Repairs);
    }

    [Theory]
    [InlineData("27.01.2026")]
    [InlineData("27.1.2026")]
    [InlineData("27/01/2026")]
    [InlineData("01/27/2026")]
    [InlineData("27-01-2026")]
    [InlineData("2026/1/27")]
    [InlineData("20260127")]
    [InlineData("2026-01-27T10:30:00Z")]
    [InlineData("2026-01-27 10:30")]
    [InlineData("27 January 2026")]
    [InlineData("January 27, 2026")]
    [InlineData("Tuesday, January 27th, 2026")]
    [InlineData("27. Januar 2026")]
    [InlineData("Dienstag, 27. Jan. 2026")]
    [InlineData("27 janv. 2026")]
    [InlineData("27 de enero de 2026")]
    [InlineData("27 STYCZNIA 2026")]
    [InlineData("27-Jan-2026")]
    [InlineData("2026年1月27日")]
    [InlineData("27 มกราคม 2569")]
    [InlineData("27/1/2569")]
    [InlineData("27 ledna 2026")]
    [InlineData("2026년 1월 27일")]
    public void A_date_is_written_in_iso_8601(string text) =>
        Assert.Equal("\"2026-01-27\"", Read(Date, Quote(text)));

    [Theory]
    [InlineData("03/04/2026")]
    [InlineData("03-04-2026")]
    [InlineData("31/31/2026")]
    [InlineData("30.02.2026")]
    [InlineData("27.01.26")]
    [InlineData("27 Jux 2026")]
    [InlineData("5 jui 2026")]
    [InlineData("tomorrow")]
    [InlineData("2026-13-01")]
    public void What_is_not_clearly_one_date_stays_as_it_is(string text) =>
        Assert.Equal(Quote(text), Read(Date, Quote(text)));

    [Fact]
    public void Equal_figures_for_day_and_month_are_one_date() =>
        Assert.Equal("\"2026-05-05\"", Read(Date, "\"05/05/2026\""));

    [Theory]
    [InlineData("\"yes\"", "true")]
    [InlineData("\" Nein \"", "false")]
    [InlineData("\"TRUE\"", "true")]
    [InlineData("1", "true")]
    [InlineData("0", "false")]
    [InlineData("\"perhaps\"", "\"perhaps\"")]
    [InlineData("2", "2")]
    public void Truth_has_many_words(string json, string read) => Assert.Equal(read, Read(Truth, json));

    [Theory]
    [InlineData("\" GRUN \"", "\"grün\"")]
    [InlineData("\"Dark  blue\"", "\"dark blue\"")]
    [InlineData("\"grünlich\"", "\"grünlich\"")]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("\"ä\"", "\"ä\"")]
    public void An_allowed_value_is_known_by_its_letters(string json, string read) =>
        Assert.Equal(read, Read(Text with { Enum = ["grün", "dark blue", "A", "Ä"] }, json));

    [Theory]
    [InlineData("\"null\"")]
    [InlineData("\"N/A\"")]
    [InlineData("\" \"")]
    public void Words_for_nothing_are_null_where_null_is_allowed(string json)
    {
        Assert.Equal("null", Read(Text with { Types = [FieldType.String, FieldType.Null] }, json));
        Assert.Equal("null", Read(Number with { Types = [FieldType.Number, FieldType.Null] }, json));
    }

    [Fact]
    public void A_text_is_trimmed() => Assert.Equal("\"a b\"", Read(Text, "\"\\u00a0a b\\n\""));

    [Fact]
    public void A_number_where_a_text_is_wanted_is_the_text_as_written() =>
        Assert.Equal("\"1.50\"", Read(Text, "1.50"));

    [Theory]
    [InlineData("\"a\"", "[\"a\"]")]
    [InlineData("[\"a\"]", "[\"a\"]")]
    [InlineData("\"n/a\"", "null")]
    [InlineData("null", "null")]
    public void A_single_value_becomes_a_list_of_one(string json, string read) =>
        Assert.Equal(read, Read(new FieldSchema { Types = [FieldType.Array], Items = Text }, json));

    [Fact]
    public void Properties_stand_in_the_schemas_order_and_unknown_ones_are_dropped()
    {
        var reader = new FieldReader();

        var read = reader.Read(Object(("a", Text), ("b", Number)), Json("""{"x/y":1,"b":2,"a":"c"}"""));

        Assert.Equal("""{"a":"c","b":2}""", read!.ToJsonString());
        Assert.Equal(["/x~1y: 1 → dropped, not in the schema"], reader.Repairs);
    }

    [Fact]
    public void An_object_without_listed_properties_is_kept_whole() =>
        Assert.Equal("""{"x":1}""", Read(new FieldSchema { Types = [FieldType.Object] }, """{"x":1}"""));

    [Fact]
    public void Null_for_an_optional_property_leaves_it_out()
    {
        var schema = Object(("a", Text), ("b", Number)) with { Required = ["b"] };

        Assert.Equal("""{"b":null}""", Read(schema, """{"a":null,"b":null}"""));
    }

    [Fact]
    public void What_fits_is_not_touched()
    {
        var reader = new FieldReader();
        var schema = Object(("a", Date), ("b", Number), ("c", Text with { Enum = ["A", "a"] }));

        var read = reader.Read(schema, Json("""{"a":"2026-01-27","b":1.50,"c":"a"}"""));

        Assert.Equal("""{"a":"2026-01-27","b":1.50,"c":"a"}""", read!.ToJsonString());
        Assert.Empty(reader.Repairs);
    }

    private static string Read(FieldSchema schema, string json) =>
        Excerpt.Cut(new FieldReader().Read(schema, Json(json)));

    private static string Quote(string text) => Excerpt.Cut(text);
}
