using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Jobs;

namespace BulkExtractor.IntegrationTests.Evaluation;

/// <summary>
/// Models that know the gold and get single values wrong, each by itself and always alike: half of the mistakes are
/// made up, a quarter is another part of the same text, a quarter is left out.
/// </summary>
internal sealed class NoisyModels(IReadOnlyList<GoldRow> gold, int seed, double errors)
{
    private readonly Dictionary<string, JsonObject> _gold =
        gold.DistinctBy(row => row.Text).ToDictionary(row => row.Text, row => row.Fields);

    /// <summary>The reply to a request.</summary>
    public ModelReply Reply(Pack pack) => new()
    {
        Status = 200,
        Content = new JsonObject
        {
            ["documents"] = new JsonArray(
            [
                .. pack.Chunks.Select(chunk => new JsonObject
                {
                    ["id"] = chunk.Id,
                    ["fields"] = new JsonObject(pack.Definition.Fields.Properties.Select(field =>
                        KeyValuePair.Create(field.Name, Say(pack.Model.Id, chunk.Chunk.Text, field.Name)))),
                }),
            ]),
        }.ToJsonString(),
    };

    private JsonNode? Say(string model, string text, string field)
    {
        var right = _gold[text][field]?.DeepClone();
        var random = new Random(Hash($"{seed}\n{model}\n{text}\n{field}"));
        if (right is null || random.NextDouble() >= errors) return right;
        return random.Next(4) switch
        {
            0 => null,
            1 => Part(text, random),
            _ => $"{(char)random.Next('a', 'z')}{random.Next(100_000, 1_000_000)}",
        };
    }

    private static string Part(string text, Random random)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words[random.Next(words.Length)];
    }

    // The same in every process, which the hash of a string is not.
    private static int Hash(string text) => text.Aggregate(17, (hash, sign) => unchecked((hash * 31) + sign));
}
