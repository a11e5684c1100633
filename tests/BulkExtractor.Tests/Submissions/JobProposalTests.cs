using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Submissions;

namespace BulkExtractor.Tests.Submissions;

public sealed class JobProposalTests
{
    [Fact]
    public void Words_parted_by_commas_become_fields_and_what_follows_a_colon_says_what_they_mean()
    {
        var fields = AskedField.Parse("Price in EUR, rooms; city: where the flat is,");

        Assert.Equal(
            [new("price_in_eur", "Price in EUR"), new("rooms", "rooms"), new("city", "where the flat is")], fields);
    }

    [Theory]
    [InlineData(" , ", "name 1 to 40 fields")]
    [InlineData("a, A", "'a' is there more than once")]
    [InlineData("!?", "a field's name has 1 to 40 letters or digits")]
    public void What_names_no_field_is_refused(string asked, string problem) =>
        Assert.Contains(problem, Assert.Throws<InputException>(() => AskedField.Parse(asked)).Message);

    [Theory]
    [InlineData("900 €|1.050,50 €|", """["number","null"]""", null, null)]
    [InlineData("3|4", """["integer","null"]""", null, null)]
    [InlineData("01234|56789", """["string","null"]""", null, null)]
    [InlineData("27 January 2026|2026-02-01", """["string","null"]""", "date", null)]
    [InlineData("yes|No", """["boolean","null"]""", null, null)]
    [InlineData("new|used|New|new|used|used", """["string","null"]""", null, """["new","used",null]""")]
    [InlineData("new|used|old", """["string","null"]""", null, null)]
    [InlineData("|", """["string","null"]""", null, null)]
    public void A_field_is_what_all_its_values_can_be(string values, string type, string? format, string? choices)
    {
        var schema = PropertyOf(Propose(values));

        Assert.Equal(type, schema["type"]!.ToJsonString());
        Assert.Equal((format, choices), ((string?)schema["format"], schema["enum"]?.ToJsonString()));
    }

    [Fact]
    public void The_fill_rate_and_the_fullest_rows_are_shown()
    {
        var proposal = Propose("900 €||700 €|about 5");

        var field = Assert.Single(proposal.Fields);
        Assert.Equal((4, 3, "string"), (proposal.Rows, field.Filled, field.Type));
        Assert.Equal(["document 1", "document 3"], proposal.Examples.Select(example => example.Document));
    }

    private static JobProposal Propose(string values) => JobProposal.Create(
        [new AskedField("x", "what it is")],
        [.. values.Split('|').Select((value, place) => ($"document {place + 1}", AnswerOf(value)))]);

    private static ExtractedAnswer? AnswerOf(string value) => new(
        "model",
        new JsonObject { ["x"] = value.Length == 0 ? null : value },
        Evidence.From(new Dictionary<string, SourceSpan>(), []));

    private static JsonNode PropertyOf(JobProposal proposal) =>
        JsonNode.Parse(proposal.Schema)!["properties"]!["x"]!;
}
