using System.Text.Json.Nodes;
using BulkExtractor.Jobs.Rules;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Jobs.Rules;

public sealed class RuleTests
{
    private static readonly FieldSchema Schema = SchemaReader.Read("schema.json", """
        { "type": "object", "properties": {
          "net": { "type": ["number", "null"] }, "tax": { "type": ["number", "null"] }, "total": { "type": "number" },
          "currency": { "type": "string" }, "paid": { "type": "boolean" }, "note": { "type": ["string", "null"] },
          "issued": { "type": "string", "format": "date" }, "due": { "type": ["string", "null"], "format": "date" },
          "due date": { "type": "string" }, "tags": { "type": "array", "items": { "type": "string" } },
          "party": { "type": "object", "properties": { "name": { "type": "string" } } },
          "items": { "type": "array", "items": {
            "type": "object", "properties": { "amount": { "type": "number" } } } } } }
        """);

    private static readonly JsonObject Fields = JsonNode.Parse("""
        { "net": 100, "tax": 19.0, "total": 119, "currency": "EUR", "paid": false, "note": null,
          "issued": "2026-02-03", "due": "2026-02-17", "due date": "x", "tags": ["a", "b"],
          "party": { "name": "Ünal 😀" },
          "items": [{ "amount": 60.5 }, { "amount": 39.5 }] }
        """)!.AsObject();

    [Theory]
    [InlineData("total >= net", true)]
    [InlineData("net + tax == total", true)]
    [InlineData("net + tax = total and total < 119", false)]
    [InlineData("total < 119 or total > 118", true)]
    [InlineData("not paid", true)]
    [InlineData("paid or total - tax * 2 == 81", true)]
    [InlineData("(total - tax) / 2 == 50", true)]
    [InlineData("-total < 0", true)]
    [InlineData("2 - 1 - 1 == 0 and 8 / 2 / 2 == 2", true)]
    [InlineData("currency in ['EUR', \"USD\"]", true)]
    [InlineData("currency not in ['EUR']", false)]
    [InlineData("'a' in tags and 'EU' in currency", true)]
    [InlineData("len(currency) == 3 and len(party.name) == 6 and len(tags) == 2", true)]
    [InlineData("sum(items.amount) == net", true)]
    [InlineData("abs(net - total) <= 19 and round(net / 3) == 33.33", true)]
    [InlineData("due > issued and due >= '2026-02-17'", true)]
    [InlineData("due - issued == 14 and issued + 14 == due", true)]
    [InlineData("due - issued > 14", false)]
    [InlineData("note == null and due != null", true)]
    [InlineData("`due date` == 'x'", true)]
    [InlineData("party.name <> 'Ünal 😀'", false)]
    [InlineData("paid == true", false)]
    public void A_rule_holds_or_is_broken(string rule, bool holds) =>
        Assert.Equal(!holds, Rule.Parse(rule, Schema).IsBrokenBy(Fields));

    [Theory]
    [InlineData("total >= net")]
    [InlineData("not (total >= net)")]
    [InlineData("net / 0 > 1")]
    [InlineData("len(note) > 3")]
    [InlineData("79228162514264337593543950335 * 10 < 0")]
    public void What_is_not_known_breaks_nothing(string rule)
    {
        var unknown = new JsonObject { ["total"] = 5, ["net"] = null, ["note"] = null };

        Assert.False(Rule.Parse(rule, Schema).IsBrokenBy(unknown));
    }

    [Theory]
    [InlineData("totel >= net", "there is no field 'totel' at 1; did you mean 'total'?")]
    [InlineData("party.nam == 'x'", "there is no field 'nam' at 7; did you mean 'name'?")]
    [InlineData("total >= ", "the end stands at 10 where a value should")]
    [InlineData("total >= net)", "')' stands at 13 where the end should")]
    [InlineData("(total >= net", "the end stands at 14 where ')' should")]
    [InlineData("total", "a number is neither true nor false before the end")]
    [InlineData("total and paid", "a number is neither true nor false before 'paid'")]
    [InlineData("total > 'x'", "a number is compared with a text at 7")]
    [InlineData("total > null", "a number is compared with a null at 7")]
    [InlineData("1 < total < 3", "'<' stands at 11 where 'and' between two comparisons should")]
    [InlineData("size(note) > 3", "there is no function 'size' at 1; ")]
    [InlineData("total > 1.2.3", "'1.2.3' at 9 is no number")]
    [InlineData("note == 'x", "the quote at 9 is not closed")]
    [InlineData("total ; drop", "';' at 7 is not understood")]
    [InlineData("currency in ['EUR'", "the end stands at 19 where ']' should")]
    public void A_wrong_rule_is_told_with_its_place(string rule, string problem) =>
        Assert.StartsWith(problem, Assert.Throws<FormatException>(() => Rule.Parse(rule, Schema)).Message);

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("-")]
    [InlineData("[")]
    [InlineData("len(")]
    public void No_nesting_is_too_deep_to_be_refused(string opening) =>
        Assert.Throws<FormatException>(() => Rule.Parse(string.Concat(Enumerable.Repeat(opening, 190)) + "1", Schema));

    [Fact]
    public void Any_text_is_a_rule_or_is_refused()
    {
        string[] parts =
        [
            "total", "net", "'a'", "(", ")", "[", "]", ",", "and", "or", "not", "in", "<", "==", "+", "-", "1",
            "null", "len", "items", ".", "amount", "paid", "`",
        ];
        var random = new Random(20_260_403);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Join(' ', random.GetItems(parts, random.Next(1, 9)));
            try
            {
                Rule.Parse(text, Schema).IsBrokenBy(Fields);
            }
            catch (FormatException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }
}
