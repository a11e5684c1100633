using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Jobs;
using BulkExtractor.Review;
using BulkExtractor.Schema;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class ChangedDefinitionTests(TestCluster cluster) : QueueTests(cluster)
{
    private const string Name = """ "name":{"type":"string"} """;
    private const string City = """ "city":{"type":"string"} """;
    private const string Year = """ "year":{"type":"integer"} """;

    [Fact]
    public async Task Of_known_documents_only_new_fields_are_asked()
    {
        await ExtractAsync(Asking(Name), """{"name":"A"}""", "a");

        var batch = await Shop.AddAsync(Asking(Name, City), "a", "b");

        var (known, other) = (await Shop.LeaseAsync(batch)) is [var first, var second] ? (first, second) : default;
        Assert.Equal(["city"], known!.Question.Fields!);
        Assert.Equal("""{"name":"A"}""", known.Question.Reused!.Fields.ToJsonString());
        Assert.Null(other!.Question.Fields);
    }

    [Fact]
    public async Task A_changed_field_is_not_kept_and_a_dropped_one_neither()
    {
        await ExtractAsync(Asking(Name, City, Year), """{"name":"A","city":"B","year":1}""", "a");

        var batch = await Shop.AddAsync(Asking(Name, """ "city":{"type":["string","null"]} """), "a");

        var question = Assert.Single(await Shop.LeaseAsync(batch)).Question;
        Assert.Equal(["city"], question.Fields!);
        Assert.Equal("""{"name":"A"}""", question.Reused!.Fields.ToJsonString());
    }

    [Fact]
    public async Task Where_fields_were_only_dropped_nothing_is_asked()
    {
        await ExtractAsync(Asking(Name, City), """{"name":"A","city":"B"}""", "a");

        var batch = await Shop.AddAsync(Asking(Name), "a");

        Assert.Empty(await Shop.LeaseAsync(batch));
        var row = await Shop.Results.ReadAsync(batch, null, Token).SingleAsync(Token);
        Assert.Equal("""{"name":"A"}""", row.Fields!.ToJsonString());
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
    }

    [Fact]
    public async Task Other_instructions_have_every_field_asked_again()
    {
        await ExtractAsync(Asking(Name), """{"name":"A"}""", "a");
        var asked = Asking(Name, City);

        var batch = await Shop.AddAsync(
            asked with { Definition = asked.Definition with { Instructions = "Others." } }, "a");

        Assert.Null(Assert.Single(await Shop.LeaseAsync(batch)).Question.Fields);
    }

    [Fact]
    public async Task The_latest_definition_under_which_a_document_was_extracted_counts()
    {
        await ExtractAsync(Asking(Name), """{"name":"A"}""", "a", "b");
        await ExtractAsync(Asking(Name, City), """{"name":"A","city":"B"}""", "a");

        var batch = await Shop.AddAsync(Asking(Name, City, Year), "a", "b");

        var chunks = await Shop.LeaseAsync(batch);
        Assert.Equal(["year", "city,year"], chunks.Select(chunk => string.Join(',', chunk.Question.Fields!)));
    }

    private async Task ExtractAsync(NewBatch description, string fields, params string[] texts)
    {
        var batch = await Shop.AddAsync(description, texts);
        var chunks = await Shop.LeaseAsync(batch);
        var attempt = await Shop.AskAsync(chunks, _ => null);
        await Shop.Queue.RecordAsync(
            [attempt with { Readings = [.. chunks.Select(chunk => Reading(chunk, fields))] }], Token);
    }

    private static ChunkReading Reading(LeasedChunk chunk, string fields) =>
        TestApp.Reading(chunk, "") with { Fields = JsonNode.Parse(fields)!.AsObject() };

    private static NewBatch Asking(params string[] properties)
    {
        var schema = $$"""{"type":"object","properties":{ {{string.Join(',', properties)}} } }""";
        var asked = TestApp.New();
        return asked with { Definition = asked.Definition with { Schema = schema, Fields = Fields(schema) } };
    }

    private static FieldSchema Fields(string schema) =>
        DefinitionJson.Read(DefinitionJson.Write(TestApp.New().Definition with { Schema = schema })).Fields;
}
