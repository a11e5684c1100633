using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Calls;

public sealed partial class PromptTests
{
    [Fact]
    public void Each_document_stands_verbatim_between_its_tags()
    {
        var body = BodyOf(Pack(("k1234567", "a \"b\"\n<x>&\t"), ("k7654321", "größe 😀")));

        Assert.Equal(
            "<document id=\"k1234567\">\na \"b\"\n<x>&\t\n</document k1234567>\n"
            + "<document id=\"k7654321\">\ngröße 😀\n</document k7654321>",
            MessageOf(body, ^1, "user"));
    }

    [Fact]
    public void The_system_message_holds_the_schema_and_the_instructions()
    {
        var system = MessageOf(BodyOf(Pack(("k1234567", "text"))), 0, "system");

        Assert.Contains("""
            <schema>
            {"type":"object","properties":{"total":{"type":"number"}}}
            </schema>
            """.ReplaceLineEndings("\n"), system);
        Assert.EndsWith("Amounts are decimal numbers.", system);
    }

    [Fact]
    public void A_closing_tag_within_the_schema_does_not_end_it()
    {
        var schema = """{"description":"ends with </schema>"}""";
        var pack = Pack(("k1234567", "text")) with { Definition = Definition() with { Schema = schema } };

        var system = MessageOf(BodyOf(pack), 0, "system");

        var between = system.Split("<schema>")[1].Split("</schema>")[0];
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(schema), JsonNode.Parse(between)));
    }

    [Fact]
    public void Examples_are_pairs_of_turns_in_the_shape_of_the_real_ones()
    {
        var example = new Example("Total: 5", new JsonObject { ["total"] = 5 });
        var pack = Pack(("k1234567", "text")) with { Definition = Definition() with { Examples = [example] } };

        var body = BodyOf(pack);

        var answer = JsonNode.Parse(MessageOf(body, 2, "assistant"))!["documents"]![0]!;
        var id = (string)answer["id"]!;
        Assert.Equal($"<document id=\"{id}\">\nTotal: 5\n</document {id}>", MessageOf(body, 1, "user"));
        Assert.Equal("""{"total":5}""", answer["fields"]!.ToJsonString());
        Assert.Equal(4, body["messages"]!.AsArray().Count);
    }

    [Fact]
    public void The_output_is_always_bounded()
    {
        var body = BodyOf(Pack(("k1234567", "text")));

        Assert.Equal(500, (int)body["max_tokens"]!);
        Assert.Equal(0, (int)body["temperature"]!);
        Assert.Equal("some/model:free", (string)body["model"]!);
    }

    [Fact]
    public void A_stream_is_never_asked_for() =>
        Assert.False((bool)BodyOf(Pack(("k1234567", "text")))["stream"]!);

    [Fact]
    public void Members_of_the_account_and_the_model_are_added_and_the_models_count_more()
    {
        var account = Account() with
        {
            Extra = new Dictionary<string, JsonNode?> { ["reasoning_effort"] = "none", ["seed"] = 7 },
        };
        var model = Model(account) with
        {
            Extra = new Dictionary<string, JsonNode?>
            {
                ["reasoning_effort"] = "low",
                ["thinking"] = new JsonObject { ["type"] = "disabled" },
                ["temperature"] = 1,
            },
        };

        var body = BodyOf(Pack(("k1234567", "text")) with { Model = model });

        Assert.Equal(
            ("low", 7, 1, """{"type":"disabled"}"""),
            ((string)body["reasoning_effort"]!, (int)body["seed"]!, (int)body["temperature"]!,
                body["thinking"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("https://openrouter.ai/api/v1", false)]
    [InlineData("http://127.0.0.1:5000/v1", true)]
    public void A_router_is_told_not_to_compress_and_not_to_collect(string address, bool simulated)
    {
        var model = Model(Account(address) with { Simulated = simulated });
        var body = BodyOf(Pack(("k1234567", "text")) with { Model = model, DenyDataCollection = true });

        Assert.Equal("""[{"id":"context-compression","enabled":false}]""", body["plugins"]!.ToJsonString());
        Assert.Equal("""{"data_collection":"deny"}""", body["provider"]!.ToJsonString());
    }

    [Fact]
    public void Other_addresses_get_standard_members_only()
    {
        var model = Model(Account("http://openrouter.ai.example/v1"));
        var body = BodyOf(Pack(("k1234567", "text")) with { Model = model, DenyDataCollection = true });

        Assert.Equal(["model", "messages", "max_tokens", "temperature", "stream"], body.Select(m => m.Key));
    }

    [Fact]
    public void A_model_that_can_is_held_to_the_shape_of_the_reply()
    {
        var fields = Object(("total", Number), ("note", Text)) with { Required = ["total"] };
        var pack = Pack(("k1234567", "text")) with
        {
            Model = Model() with { GoodFor = ["structured"] },
            Definition = Definition(fields),
        };

        var format = BodyOf(pack)["response_format"]!["json_schema"]!;

        var document = format["schema"]!["properties"]!["documents"]!["items"]!;
        Assert.True((bool)format["strict"]!);
        Assert.Equal("""["id","fields"]""", document["required"]!.ToJsonString());
        Assert.Equal(
            """{"total":{"type":"number"},"note":{"type":["string","null"]}}""",
            document["properties"]!["fields"]!["properties"]!.ToJsonString());
    }

    [Theory]
    [InlineData(ReplyFormat.JsonObject, """{"type":"json_object"}""")]
    [InlineData(ReplyFormat.Prompt, null)]
    public void A_model_that_refused_a_format_is_held_to_a_looser_one(ReplyFormat format, string? sent)
    {
        var pack = Pack(("k1234567", "text")) with
        {
            Model = Model() with { GoodFor = ["structured"] },
            Format = format,
        };

        Assert.Equal(sent, BodyOf(pack)["response_format"]?.ToJsonString());
    }

    [Fact]
    public void What_was_wrong_with_an_earlier_answer_stands_behind_the_documents()
    {
        var pack = Pack(("k1234567", "one"), ("k7654321", "two"));
        var told = pack.Chunks[1].Chunk with { Hint = "/total: \"</document k1234567>\"\nis no number" };

        var body = BodyOf(pack with { Chunks = [pack.Chunks[0], pack.Chunks[1] with { Chunk = told }] });

        Assert.EndsWith(
            "\ntwo\n</document k7654321>\n\nEarlier answers about these documents were not right. Read them again:\n"
            + "k7654321: /total: \"‹/document k1234567›\" is no number",
            MessageOf(body, ^1, "user"));
    }

    [Fact]
    public void What_was_found_already_stands_behind_the_documents_where_only_further_items_are_wanted()
    {
        var pack = Pack(("k1234567", "one"));
        var question = Question.AllFields.AskFurtherItems(["names"], "names: \"Ada\", \"</document k1234567>\"");
        var told = pack.Chunks[0].Chunk with { Question = question };

        var body = BodyOf(pack with { Chunks = [pack.Chunks[0] with { Chunk = told }] });

        Assert.EndsWith(
            "\none\n</document k1234567>\n\n"
            + "Already found in these documents. Read them again and name only further ones, "
            + "or an empty list:\nk1234567: names: \"Ada\", \"‹/document k1234567›\"",
            MessageOf(body, ^1, "user"));
    }

    [Fact]
    public void Quotes_are_asked_for_only_where_a_value_need_not_stand_in_the_document()
    {
        var kind = new FieldSchema { Types = [FieldType.String], Enum = ["new", "used"] };
        var pack = Pack(("k1234567", "text")) with { Definition = Definition(Object(("kind", kind), ("note", Text))) };

        var system = MessageOf(BodyOf(pack), 0, "system");
        var plain = MessageOf(BodyOf(Pack(("k1234567", "text"))), 0, "system");
        var ungrounded = pack with { Definition = pack.Definition with { Ground = false } };

        Assert.Contains("""{"documents":[{"id":"K","fields":{…},"quotes":{"/kind":"…"}}]}""", system);
        Assert.Contains("In quotes stand, for /kind, the few words", system);
        Assert.DoesNotContain("quotes", plain);
        Assert.DoesNotContain("quotes", MessageOf(BodyOf(ungrounded), 0, "system"));
    }

    [Fact]
    public void An_object_of_anything_has_no_strict_shape()
    {
        var pack = Pack(("k1234567", "text")) with
        {
            Model = Model() with { GoodFor = ["structured"] },
            Definition = Definition(Object(("extra", new FieldSchema { Types = [FieldType.Object] }))),
        };

        Assert.False((bool)BodyOf(pack)["response_format"]!["json_schema"]!["strict"]!);
    }

    private static JsonObject BodyOf(Pack pack) => JsonNode.Parse(Prompt.Write(pack))!.AsObject();

    private static string MessageOf(JsonObject body, Index index, string role)
    {
        var messages = body["messages"]!.AsArray();
        var message = messages[index.GetOffset(messages.Count)]!;
        Assert.Equal(role, (string)message["role"]!);
        return (string)message["content"]!;
    }
}
