using System.Text.Json.Nodes;
using BulkExtractor.Answers.Grounding;
using BulkExtractor.Batches;
using BulkExtractor.Schema;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Answers.Grounding;

public sealed class GrounderTests
{
    private static readonly FieldSchema Date = new() { Types = [FieldType.String], Format = "date" };
    private static readonly FieldSchema Choice = new() { Types = [FieldType.String], Enum = ["used", "new"] };
    private static readonly FieldSchema Flag = new() { Types = [FieldType.Boolean] };

    [Theory]
    [InlineData("Meier & Söhne, Köln", "Söhne", "Söhne", MatchKind.Exact)]
    [InlineData("IBAN: DE89 3704 0044 0532 0130 00.", "DE89370400440532013000",
        "DE89 3704 0044 0532 0130 00", MatchKind.Normalised)]
    [InlineData("von  ACME\u00A0GmbH heute", "Acme GmbH", "ACME\u00A0GmbH", MatchKind.Normalised)]
    [InlineData("Hauptstraße 5", "HAUPTSTRASSE 5", "Hauptstraße 5", MatchKind.Normalised)]
    [InlineData("“Henrik’s Keys” LLC", "\"Henrik's Keys\" LLC", "“Henrik’s Keys” LLC", MatchKind.Normalised)]
    [InlineData("Café Zu\u0308rich", "Café Zürich", "Café Zu\u0308rich", MatchKind.Normalised)]
    [InlineData("12/3, Main St., York", "12/3 Main St", "12/3, Main St", MatchKind.Normalised)]
    [InlineData("in Sao Paulo", "São Paulo", "Sao Paulo", MatchKind.Normalised)]
    [InlineData("株式会社ﾔﾏﾀﾞ電機です", "ヤマダ電機", "ﾔﾏﾀﾞ電機", MatchKind.Normalised)]
    [InlineData("東京都港区", "港区", "港区", MatchKind.Exact)]
    [InlineData("الفاتورة من شَرِكَة النور", "شركة النور", "شَرِكَة النور", MatchKind.Normalised)]
    [InlineData(
        "Kontakt: Müler Bauelemente GmbH", "Müller Bauelemente GmbH", "Müler Bauelemente GmbH", MatchKind.Fuzzy)]
    public void A_text_is_found_as_its_readers_would(string document, string value, string expected, MatchKind how) =>
        AssertFound(document, Text, value, expected, how);

    [Theory]
    [InlineData("Rechnungsnummer 7", "Rechnung", "Rechnung")]
    [InlineData("12 Eier4 KG", "Eier4 K", "Eier4 K")]
    [InlineData("this attic", "Is At", "is at")]
    [InlineData("two cafe\u0301s here", "café", "cafe\u0301")]
    [InlineData("यह किताबघर", "किताब", "किताब")]
    [InlineData("في المكتبات", "مكتب", "مكتب")]
    [InlineData("𞤀𞤣𞤤𞤢𞤥𞤢", "𞤀𞤣𞤤𞤢", "𞤀𞤣𞤤𞤢")]
    public void Part_of_a_word_is_only_something_like_it(string document, string value, string expected) =>
        AssertFound(document, Text, value, expected, MatchKind.Fuzzy);

    [Theory]
    [InlineData("12 Eier4 KG", "4 KG", MatchKind.Exact)]
    [InlineData("شركة والنور", "النور", MatchKind.Exact)]
    [InlineData("وَبِالقاهرة", "القاهرة", MatchKind.Exact)]
    [InlineData("גר בירושלים", "ירושלים", MatchKind.Exact)]
    [InlineData("จากกรุงเทพมหานคร", "กรุงเทพ", MatchKind.Exact)]
    [InlineData("東京タワーへ", "タワー", MatchKind.Exact)]
    [InlineData("서울시청에서", "서울시청", MatchKind.Exact)]
    [InlineData("ABC株式会社XYZ", "株式会社", MatchKind.Exact)]
    [InlineData("in Eiern, eier", "Eier", MatchKind.Normalised)]
    [InlineData("Müllers Haus: MU\u0308LLER", "Müller", MatchKind.Normalised)]
    public void A_word_is_whole_as_its_script_writes_words(string document, string value, MatchKind how) =>
        Assert.Equal(how, PlaceOf(document, Text, value).Match);

    [Fact]
    public void A_whole_word_goes_before_any_number_of_longer_ones() => Assert.Equal(
        900, PlaceOf(string.Concat(Enumerable.Repeat("Müllers, ", 100)) + "Müller", Text, "Müller").Start);

    [Theory]
    [InlineData("Rechnung 2026-0071", "2026-0072")]
    [InlineData("Nr. 41234", "4123")]
    [InlineData("in Europe", "EUR")]
    [InlineData("कि बात", "क")]
    [InlineData("👍🏽 fine", "👍")]
    [InlineData("🇩🇪🇫🇷", "🇪🇫")]
    [InlineData("Kontakt: Müller GmbH", "Schmidt GmbH")]
    public void What_only_looks_like_it_is_not_it(string document, string value) =>
        Assert.Equal(MatchKind.None, PlaceOf(document, Text, value).Match);

    [Theory]
    [InlineData("Total 1.234,50 €", "1234.5", "1.234,50", MatchKind.Normalised)]
    [InlineData("Total 1234.5 €", "1234.5", "1234.5", MatchKind.Exact)]
    [InlineData("1'250.00 CHF", "1250", "1'250.00", MatchKind.Normalised)]
    [InlineData("Preis: 1.150,- €", "1150", "1.150", MatchKind.Normalised)]
    [InlineData("₹ 12,34,567.00", "1234567", "12,34,567.00", MatchKind.Normalised)]
    [InlineData("المجموع ١٬٢٣٤٫٥٠", "1234.5", "١٬٢٣٤٫٥٠", MatchKind.Normalised)]
    [InlineData("価格は３万５千円", "30000", "３万", MatchKind.Normalised)]
    [InlineData("am 14 100,00 zahlen", "14100", "14 100,00", MatchKind.Normalised)]
    [InlineData("19 % MwSt", "0.19", "19 %", MatchKind.Normalised)]
    [InlineData("am 03.02.2026 in 7", "2026", "2026", MatchKind.Exact)]
    public void A_number_is_found_in_the_worlds_notations(
        string document, string number, string expected, MatchKind how) =>
        AssertFound(document, Number, JsonNode.Parse(number)!, expected, how);

    [Theory]
    [InlineData("Total 149,50", "49.5")]
    [InlineData("Total 49,50", "49")]
    [InlineData("Nr. 12345", "1234")]
    public void A_part_of_a_number_is_another_number(string document, string number) =>
        Assert.Equal(MatchKind.None, PlaceOf(document, Number, JsonNode.Parse(number)!).Match);

    [Theory]
    [InlineData("vom 3.2.2026.", "3.2.2026", MatchKind.Normalised)]
    [InlineData("on February 3rd, 2026!", "February 3rd, 2026", MatchKind.Normalised)]
    [InlineData("3 de febrero de 2026", "3 de febrero de 2026", MatchKind.Normalised)]
    [InlineData("2026年2月3日に", "2026年2月3日", MatchKind.Normalised)]
    [InlineData("2026-02-03", "2026-02-03", MatchKind.Exact)]
    [InlineData("02/03/26", "02/03/26", MatchKind.Normalised)]
    [InlineData("بتاريخ ٣ فبراير ٢٠٢٦", "٣ فبراير ٢٠٢٦", MatchKind.Normalised)]
    [InlineData("am 3. Februar um acht", "3. Februar", MatchKind.Fuzzy)]
    [InlineData("発行日：令和8年2月3日付", "令和8年2月3日", MatchKind.Normalised)]
    [InlineData("令和８年２月３日", "令和８年２月３日", MatchKind.Normalised)]
    [InlineData("令和 八年二月三日", "令和 八年二月三日", MatchKind.Normalised)]
    [InlineData("二〇二六年二月三日", "二〇二六年二月三日", MatchKind.Normalised)]
    [InlineData("納期 R8.2.3 まで", "R8.2.3", MatchKind.Normalised)]
    [InlineData("民國115年2月3日", "民國115年2月3日", MatchKind.Normalised)]
    [InlineData("วันที่ 3 กุมภาพันธ์ 2569", "3 กุมภาพันธ์ 2569", MatchKind.Normalised)]
    [InlineData("วันที่ ๓ กุมภาพันธ์ พ.ศ. ๒๕๖๙", "๓ กุมภาพันธ์ พ.ศ. ๒๕๖๙", MatchKind.Normalised)]
    [InlineData("3/2/2569", "3/2/2569", MatchKind.Normalised)]
    [InlineData("от 3 февраля 2026 г.", "3 февраля 2026", MatchKind.Normalised)]
    public void A_date_is_found_in_the_worlds_notations(string document, string expected, MatchKind how) =>
        AssertFound(document, Date, "2026-02-03", expected, how);

    [Theory]
    [InlineData("04.02.2026")]
    [InlineData("3 March 2026")]
    [InlineData("3.2.2025")]
    [InlineData("1, 3, 2, 2026")]
    [InlineData("令和7年2月3日")]
    [InlineData("平成8年2月3日")]
    [InlineData("ver8.2.3")]
    [InlineData("一二三年二月三日")]
    [InlineData("二月三日")]
    public void Another_day_is_not_it(string document) =>
        Assert.Equal(MatchKind.None, PlaceOf(document, Date, "2026-02-03").Match);

    [Theory]
    [InlineData("令和元年5月1日", "2019-05-01")]
    [InlineData("平成31年4月30日", "2019-04-30")]
    [InlineData("S64.1.7", "1989-01-07")]
    [InlineData("大正十五年十二月二十五日", "1926-12-25")]
    public void A_year_of_an_era_is_a_year(string document, string date) =>
        AssertFound(document, Date, date, document, MatchKind.Normalised);

    [Fact]
    public void A_currency_stands_there_by_its_sign() => AssertFound("45 €", Text, "EUR", "€", MatchKind.Normalised);

    [Fact]
    public void Places_are_counted_in_utf16_and_in_code_points()
    {
        var place = PlaceOf("👩‍👩‍👧 😀 of 漢字 𠮷野家", Text, "𠮷野家");

        Assert.Equal((18, 4, 14, 3), (place.Start, place.Length, place.CodePointStart, place.CodePointLength));
    }

    [Fact]
    public void The_items_of_a_list_are_found_in_their_lines()
    {
        const string document = "2 x Stuhl à 2,00 = 4,00\n2 x Stuhl à 3,00 = 6,00\n";
        var item = Object(("name", Text), ("quantity", Number));
        var schema = Object(("items", new FieldSchema { Types = [FieldType.Array], Items = item }));
        var fields = Json("""{"items":[{"name":"Stuhl","quantity":2},{"name":"Stuhl","quantity":2}]}""")!.AsObject();

        var values = Grounder.Ground(schema, fields, null, new SourceText(document));

        Assert.Equal(
            [("/items/0/name", 4), ("/items/0/quantity", 0), ("/items/1/name", 28), ("/items/1/quantity", 24)],
            values.Select(value => (value.Pointer, value.Place.Start)));
    }

    [Fact]
    public void A_choice_is_grounded_by_the_words_quoted_for_it()
    {
        var value = Ground("a little weathered", Choice, "used", "A little  weathered");

        Assert.Equal((0, 18, MatchKind.Normalised, true, null), Told(value));
    }

    [Fact]
    public void A_choice_without_words_or_with_words_of_its_own_is_doubtful()
    {
        Assert.Equal("no words of the document are quoted for it", Ground("weathered", Choice, "used", null).Doubt);
        Assert.Equal("its quote is not in the document", Ground("weathered", Flag, true, "like new").Doubt);
        Assert.Null(Ground("weathered", Flag, false, null).Doubt);
    }

    [Fact]
    public void Words_quoted_for_what_should_stand_there_itself_prove_nothing()
    {
        var value = Ground("a total of five", Number, 99, "a total of five");

        Assert.Equal((0, 15, MatchKind.Fuzzy, true, "only something like it stands in the document"), Told(value));
    }

    [Fact]
    public void The_weakest_value_is_the_confidence_of_all()
    {
        var fields = new JsonObject { ["a"] = "here", ["b"] = "nowhere to be seen", ["c"] = null, ["d"] = "" };

        var values = Grounder.Ground(Object(("a", Text)), fields, null, new SourceText("it is here"));
        var evidence = GroundedValue.Weigh(values);

        Assert.Equal(["/a", "/b"], evidence.Places.Keys);
        Assert.Equal(["/b: not in the document"], evidence.Flags);
        Assert.InRange(evidence.Confidence!.Value, 0.1, 0.4);
        Assert.InRange(evidence.Places["/a"].Confidence, 0.9, 1);
    }

    private static (int, int, MatchKind, bool, string?) Told(GroundedValue value) =>
        (value.Place.Start, value.Place.Length, value.Place.Match, value.Place.FromQuote, value.Doubt);

    private static void AssertFound(string document, FieldSchema schema, JsonNode value, string expected, MatchKind how)
    {
        var place = PlaceOf(document, schema, value);

        Assert.Equal((how, expected), (place.Match, document.Substring(place.Start, place.Length)));
    }

    private static SourceSpan PlaceOf(string document, FieldSchema schema, JsonNode value) =>
        Ground(document, schema, value, null).Place;

    private static GroundedValue Ground(string document, FieldSchema schema, JsonNode value, string? quote) =>
        Assert.Single(Grounder.Ground(
            Object(("f", schema)),
            new JsonObject { ["f"] = value.DeepClone() },
            quote is null ? null : new JsonObject { ["/f"] = quote },
            new SourceText(document)));
}
