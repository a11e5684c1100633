extern alias JsonSchemaNet;

using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Schema;
using BulkExtractor.Tests.Schema.Foreign;
using JsonSchemaNet::Json.Schema;

namespace BulkExtractor.Tests.Schema;

/// <summary>What other tools write, checked beside JsonSchema.Net, which judges by draft 2020-12.</summary>
public sealed class SchemaJudgeTests(ITestOutputHelper output)
{
    private const int InstancesEach = 334;
    private const int MostInstancesEach = 20 * InstancesEach;
    private const int LeastOfEachVerdict = InstancesEach / 50;

    private static readonly Dictionary<string, string> Written =
        new[] { PydanticSchemas.All, ZodSchemas.All, DotNetSchemas.All, OpenAiSchemas.All }
            .SelectMany(tool => tool).ToDictionary();

    public static TheoryData<string> Names => [.. Written.Keys];

    [Fact]
    public void Thirty_schemas_are_held_against_ten_thousand_values() =>
        Assert.True(Written.Count >= 30 && Written.Count * InstancesEach >= 10_000);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_is_valid_where_the_judge_says_so(string name)
    {
        var seed = TestSeed.Given ?? Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var schema = SchemaReader.Read($"{name}.json", Written[name]);
        var judge = new Judge(Written[name]);
        var generator = JsonNode.Parse(Written[name])!.AsObject();
        var random = new Random(seed);
        var (valid, invalid) = (0, 0);

        // Few of some schemas' values are valid: it goes on until enough of either kind were judged.
        while (valid + invalid < InstancesEach
            || (Math.Min(valid, invalid) < LeastOfEachVerdict && valid + invalid < MostInstancesEach))
        {
            var value = JsonNode.Parse(new InstanceGenerator(generator, random).Create()?.ToJsonString() ?? "null");
            var expected = judge.Accepts(value);
            var problems = SchemaCheck.Check(schema, value);
            Assert.True(expected == (problems.Count == 0), Told(seed, expected, value, problems));
            if (expected) valid++;
            else invalid++;
        }

        Assert.True(Math.Min(valid, invalid) >= LeastOfEachVerdict, $"seed {seed}: {valid} valid, {invalid} not");
    }

    private static string Told(int seed, bool expected, JsonNode? value, IReadOnlyList<SchemaProblem> problems) =>
        $"seed {seed}: the judge says {expected} of {value?.ToJsonString()}; {string.Join("; ", problems)}";

    private sealed class Judge
    {
        private static readonly EvaluationOptions Options = new() { RequireFormatValidation = true };

        private readonly JsonSchema _schema;

        public Judge(string schema)
        {
            // Whatever draft a tool names, the product reads it by the one it documents.
            var root = JsonNode.Parse(schema)!.AsObject();
            root.Remove("$schema");
            _schema = JsonSchema.FromText(
                root.ToJsonString(), new BuildOptions { Dialect = Dialect.Draft202012 });
        }

        public bool Accepts(JsonNode? value) =>
            _schema.Evaluate(JsonSerializer.SerializeToElement(value), Options).IsValid;
    }
}
