using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;
using BulkExtractor.Tests;

namespace BulkExtractor.IntegrationTests.Answers;

/// <summary>Right answers about real documents in packs: the checks against noise must not refuse them.</summary>
public sealed class RealDocumentsTests
{
    private const int PackSize = 20;
    private const double MostRefused = 0.01;

    [Theory]
    [InlineData("receipts_sroie", 0.97)]
    [InlineData("citations_anystyle", 0.97)]
    [InlineData("slots_snips", 0.7)] // the intents are labels
    [InlineData("addresses_us", 0.97)]
    [InlineData("ner_ja", 0.49)] // the types are labels
    [InlineData("ner_de", 0.49)]
    public void Right_values_are_found_and_seldom_taken_for_those_of_a_neighbour(string corpus, double leastGrounded)
    {
        var rows = SharedFiles.In(corpus).Where(file => file.EndsWith("gold.jsonl", StringComparison.Ordinal))
            .SelectMany(File.ReadLines).Select(line => JsonNode.Parse(line)!).ToList();
        var definition = Definition();
        var (values, grounded, refused) = (0, 0, new List<string>());
        foreach (var rowsOfPack in rows.Chunk(PackSize))
        {
            foreach (var reading in Read(definition, rowsOfPack))
            {
                if (!reading.Answered) refused.Add(reading.Problem!);
                values += reading.Evidence.Places.Count;
                grounded += reading.Evidence.Places.Count - reading.Evidence.Flags.Count;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{corpus}: {rows.Count} documents, {grounded} of {values} values grounded, {refused.Count} refused"
            + $" ({string.Join("; ", refused.Take(3))})");
        Assert.InRange((double)grounded / values, leastGrounded, 1);
        Assert.InRange((double)refused.Count / rows.Count, 0, MostRefused);
    }

    private static IReadOnlyList<ChunkReading> Read(Definition definition, JsonNode[] rows)
    {
        var pack = Some.Pack([.. rows.Select((row, i) => ($"id{i:000000}", (string)row["text"]!))]) with
        {
            Definition = definition,
        };
        var documents = rows.Select((row, i) =>
            (JsonNode)new JsonObject { ["id"] = $"id{i:000000}", ["fields"] = row["gold"]!.DeepClone() });
        var reply = new JsonObject { ["documents"] = new JsonArray([.. documents]) };
        return AnswerReader.Read(pack, new ModelReply { Content = reply.ToJsonString() }).Readings;
    }

    private static Definition Definition() => new()
    {
        Name = "anything",
        Schema = """{"type":"object"}""",
        Fields = new FieldSchema { Types = [FieldType.Object] },
    };
}
