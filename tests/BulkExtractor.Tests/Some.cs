using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests;

/// <summary>Makes things of which only one property matters to a test.</summary>
public static class Some
{
    public static Account Account(string name = "a") => new(name, new Uri("http://127.0.0.1:1/v1"))
    {
        Cooldown = TimeSpan.FromSeconds(30),
    };

    public static Model Model(string id = "m", Account? account = null, Tier tier = Tier.Free) =>
        new(id, account ?? Account(), tier, Context: 32_768);

    public static Definition Definition(params string[] fields)
    {
        var properties = (fields.Length == 0 ? ["value"] : fields)
            .Select(name => new FieldProperty(name, new FieldSchema { Types = [FieldType.String, FieldType.Null] }))
            .ToList();
        var schema = string.Join(",", properties.Select(p => $"\"{p.Name}\":{{\"type\":[\"string\",\"null\"]}}"));
        return new Definition
        {
            Name = "job",
            Schema = $"{{\"type\":\"object\",\"properties\":{{{schema}}}}}",
            Fields = new FieldSchema { Types = [FieldType.Object], Properties = properties },
        };
    }

    public static LeasedChunk Chunk(long id = 1, int tokens = 10, int suspicion = 0, params string[] blamed) =>
        new(id, 1, (int)id, 0, 1, $"text {id}", tokens, blamed.Length, blamed) { Suspicion = suspicion };
}
