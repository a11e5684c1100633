using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Simulator.Answers;

namespace BulkExtractor.Tests.Answers;

public sealed class RuleAnswersTests
{
    private const string Uuid = "123e4567-e89b-12d3-a456-426614174000";

    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("Total: 12.50", "12.5")]
    [InlineData("Betrag ohne Steuer 10,00\nGesamtbetrag: 1.234,50 EUR", "1234.5")]
    [InlineData("Montant total : 1 234,50 €", "1234.5")]
    [InlineData("Total CHF 1'234.50", "1234.5")]
    [InlineData("Total: ₹ 1,23,456.00", "123456")]
    [InlineData("合計：１２，８００円", "12800")]
    [InlineData("合計 3万5千円", "35000")]
    [InlineData("الإجمالي: ١٬٢٣٤٫٥٠ ريال", "1234.5")]
    [InlineData("Итого: 990,00 руб.", "990")]
    [InlineData("Subtotal 100.00\nVAT 20% 20.00\nTotal due 120.00", "120")]
    [InlineData("Total: 0.125 USD", "0.125")]
    [InlineData("We had a lovely day.", "null")]
    public void A_total_is_read_in_the_notations_of_many_countries(string document, string expected) =>
        Assert.Equal(expected, Answer(document, "total", """{"type":["number","null"]}"""));

    [Theory]
    [InlineData("Net 100.00 VAT 20.00 Total 120.00")]
    [InlineData("Total 120.00 (100.00 net plus 20.00 VAT)")]
    [InlineData("Sales tax:\n$20.00\nTotal:\n$120.00")]
    public void A_label_before_a_number_goes_before_one_behind_it_and_one_above_it(string document) =>
        Assert.Equal("20", Answer(document, "tax", """{"type":["number","null"]}"""));

    [Theory]
    [InlineData("Due date: 2026-05-03")]
    [InlineData("Zahlbar bis 03.05.2026, danke")]
    [InlineData("À payer avant le 3 mai 2026")]
    [InlineData("Vencimiento: 3 de mayo de 2026")]
    [InlineData("Scadenza 3 maggio 2026")]
    [InlineData("Termin płatności: 3 maja 2026 r.")]
    [InlineData("お支払期限：令和8年5月3日")]
    [InlineData("2026年5月3日までにお振込みください")]
    [InlineData("تاريخ الاستحقاق: ٣ مايو ٢٠٢٦")]
    [InlineData("Срок оплаты: 3 мая 2026")]
    [InlineData("Order of 1 April 2026. Please pay by the date. Due by May 3rd, 2026")]
    [InlineData("Total $12, due date 05/03/2026")]
    [InlineData("Total £12, due date 03/05/2026")]
    public void A_day_is_read_in_many_notations_and_told_from_others(string document) =>
        Assert.Equal("\"2026-05-03\"", Answer(document, "due_date", """{"type":["string","null"],"format":"date"}"""));

    [Theory]
    [InlineData("contact_email", """{"format":"email"}""", "Write to a.b@example.org!", "a.b@example.org")]
    [InlineData("phone", """{"type":"string"}""", "No. 4711, Tel. +49 (0)30 123456", "+49 (0)30 123456")]
    [InlineData("url", """{"format":"uri"}""", "See https://example.org/a?b=1.", "https://example.org/a?b=1")]
    [InlineData("orderId", """{"pattern":"^[A-Z]{2}-\\d{4}$"}""", "it is about XY-1234 again", "XY-1234")]
    [InlineData("order_number", """{"type":"string"}""", "Bestellnummer: 2026/77-A", "2026/77-A")]
    [InlineData("subject", """{"type":"string"}""", "From: Jo\nBetreff: Neue Heizung", "Neue Heizung")]
    [InlineData("city", """{"type":"string"}""", "Bought in Oxford, collection from Ely.", "Ely")]
    [InlineData("contact_name", """{"type":"string"}""", "See you!\n\nBest regards,\nJane Doe", "Jane Doe")]
    [InlineData("trace", """{"format":"uuid"}""", $"id {Uuid}", Uuid)]
    [InlineData("favourite_colour", """{"type":"string"}""", "Name: Jo\nFavourite colour: green", "green")]
    public void A_text_is_found_by_name_format_or_pattern(
        string name, string schema, string document, string expected) =>
        Assert.Equal($"\"{expected}\"", Answer(document, name, schema));

    [Theory]
    [InlineData("priority", """{"enum":["low","medium","high"]}""", "Das ist dringend!", "\"high\"")]
    [InlineData("colour", """{"enum":["red","green"]}""", "a green hat", "\"green\"")]
    [InlineData("urgent", """{"type":"boolean"}""", "Bitte sofort melden", "true")]
    [InlineData("urgent", """{"type":"boolean"}""", "not urgent at all", "false")]
    [InlineData("balcony", """{"type":"boolean"}""", "two rooms, no balcony", "false")]
    [InlineData("rooms", """{"type":"integer"}""", "3 Zimmer, 54 m²", "3")]
    [InlineData("bedrooms", """{"type":"integer"}""", "Flat with 2 bedrooms", "2")]
    [InlineData(
        "emails", """{"type":"array","items":{"format":"email"}}""", "a@b.de, c@d.fr", """["a@b.de","c@d.fr"]""")]
    public void Choices_counts_and_lists_follow_the_words(
        string name, string schema, string document, string expected) =>
        Assert.Equal(expected, Answer(document, name, schema));

    [Fact]
    public void Items_are_read_from_lines_and_their_objects_filled()
    {
        const string schema = """
            {"type":"array","items":{"type":"object","properties":{"product":{"type":"string"},
            "qty":{"type":"integer"},"price_each":{"type":["number","null"]},"line_total":{"type":"number"}}}}
            """;

        var items = Answer("Order:\n3 x Widget, blue @ 4.50 = 13.50\n2 x Bolt 1.00\nTotal 14.50", "items", schema);

        Assert.Equal(
            """[{"product":"Widget, blue","qty":3,"price_each":4.5,"line_total":13.5},"""
            + """{"product":"Bolt","qty":2,"price_each":null,"line_total":1}]""",
            items);
    }

    [Fact]
    public void A_nested_object_is_filled_under_its_own_name()
    {
        const string schema = """{"type":"object","properties":{"name":{"type":"string"},"email":{"type":"string"}}}""";

        var supplier = Answer("Bill to: Foo Ltd\nAda & Sons GmbH\nmail@ada.example.de", "supplier", schema);

        Assert.Equal("""{"name":"Ada & Sons GmbH","email":"mail@ada.example.de"}""", supplier);
    }

    [Theory]
    [InlineData("""{"type":["string","null"]}""", "null")]
    [InlineData("""{"anyOf":[{"type":"number"},{"type":"null"}]}""", "null")]
    [InlineData("""{"type":"string"}""", "\"\"")]
    [InlineData("""{"type":"number","minimum":2}""", "2")]
    [InlineData("""{"type":"string","format":"date"}""", "\"1970-01-01\"")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "[]")]
    [InlineData("""{"enum":["a1","b1"]}""", "\"a1\"")]
    public void What_is_not_there_is_null_or_the_least_wrong_value(string schema, string expected) =>
        Assert.Equal(expected, Answer("Nothing to see.", "nonsense", schema));

    [Theory]
    [InlineData("")]
    [InlineData("\ud83d")]
    [InlineData("((((((((((((((((((((((((((((((((((((((((((1")]
    public void Odd_documents_are_answered_all_the_same(string document) =>
        Assert.Equal("null", Answer(document, "due_date", """{"type":["string","null"],"format":"date"}"""));

    private static string Answer(string document, string name, string fieldSchema)
    {
        var schema = new JsonObject { ["properties"] = new JsonObject { [name] = JsonNode.Parse(fieldSchema) } };
        return new RuleAnswers().Answer(document, schema)[name]?.ToJsonString(Readable) ?? "null";
    }
}
