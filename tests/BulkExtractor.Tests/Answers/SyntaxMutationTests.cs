using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Calls;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Answers;

/// <summary>Good replies with damaged syntax: what is accepted without a flag is what was written.</summary>
public sealed class SyntaxMutationTests(ITestOutputHelper output)
{
    private const int Mutations = 10_000;

    // Another seed: BULK_SEED=7
    private static readonly int Seed =
        int.TryParse(Environment.GetEnvironmentVariable("BULK_SEED"), out var seed) ? seed : 20_261_129;

    private static readonly JsonSerializerOptions Unescaped =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Words =
    [
        "snake_case", "it's", "the \"best\"", "a\nb", "C:\\new\\temp", "x, y", "größe 😀", "{a: 1}", "tab\there", "[1]",
    ];

    private static readonly FieldSchema Fields = Some.Object(
        ("title", Some.Text),
        ("price", Some.Number),
        ("sold", new FieldSchema { Types = [FieldType.Boolean] }),
        ("city", new FieldSchema { Types = [FieldType.String, FieldType.Null] }),
        ("tags", new FieldSchema { Types = [FieldType.Array], Items = Some.Text }),
        ("seller", Some.Object(("name", Some.Text), ("phone", Some.Text)) with { Required = ["name"] }),
        ("remark", Some.Text)) with
    {
        Required = ["title", "price", "sold", "tags"],
    };

    [Fact]
    public void What_is_accepted_without_a_flag_of_a_reply_with_damaged_syntax_is_what_was_written()
    {
        var random = new Random(Seed);
        var saved = SyntaxDamage.Kinds.ToDictionary(kind => kind.Name, _ => (Right: 0, Flagged: 0, All: 0));
        for (var i = 0; i < Mutations; i++)
        {
            var documents = Documents(random);
            var (name, damage) = SyntaxDamage.Kinds[random.Next(SyntaxDamage.Kinds.Count)];
            var reply = Write(documents);
            // What goes wrong once goes wrong twice; but a sign that slips into a text may be the one too many.
            if (random.Next(3) == 0 && name != "a sign slips into a text")
                reply = SyntaxDamage.First[random.Next(SyntaxDamage.First.Count)](reply, random);
            var damaged = damage(reply, random);

            foreach (var (reading, meant) in Read(documents, damaged).Zip(documents.Values))
            {
                var (right, flagged, all) = saved[name];
                var isRight = reading.Answered && CanonicalJson.Write(reading.Fields) == CanonicalJson.Write(meant);
                Assert.True(
                    isRight || !reading.Answered || reading.Evidence.Flags.Count > 0,
                    $"seed {Seed}, mutation {i}, {name}: {reading.Fields?.ToJsonString()} was read from {damaged}");
                saved[name] = (
                    right + (isRight ? 1 : 0), flagged + (reading.Answered && !isRight ? 1 : 0), all + 1);
            }
        }

        foreach (var (name, (right, flagged, all)) in saved)
            output.WriteLine($"{name}: {(double)right / all:P1} of {all} right, {flagged} flagged");
        var share = (double)saved.Values.Sum(one => one.Right) / saved.Values.Sum(one => one.All);
        output.WriteLine($"seed {Seed}: {share:P1} of the documents are right, none is wrong without a flag");
        Assert.InRange(share, 0.75, 1);
    }

    [Fact]
    public void A_reply_without_damage_is_right_and_nothing_in_it_is_flagged()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 200; i++)
        {
            var documents = Documents(random);

            foreach (var (reading, meant) in Read(documents, Write(documents)).Zip(documents.Values))
            {
                Assert.Equal(CanonicalJson.Write(meant), CanonicalJson.Write(reading.Fields));
                Assert.Empty(reading.Evidence.Flags);
            }
        }
    }

    private static IReadOnlyList<ChunkReading> Read(Dictionary<string, JsonObject> documents, string reply)
    {
        var pack = Some.Pack([.. documents.Select(one => (one.Key, TextOf(one.Value)))]) with
        {
            Definition = Some.Definition(Fields),
        };
        return AnswerReader.Read(pack, new ModelReply { Content = reply }).Readings;
    }

    private static Dictionary<string, JsonObject> Documents(Random random) =>
        Enumerable.Range(0, random.Next(1, 5)).ToDictionary(
            i => $"k{i}abcd{random.Next(10)}z",
            i =>
            {
                var fields = new JsonObject
                {
                    ["title"] = $"{Words[random.Next(Words.Length)]} no{random.Next(100, 1_000)}",
                    ["price"] = random.Next(100_000, 1_000_000) / 100m,
                    ["sold"] = random.Next(2) == 0,
                    ["city"] = random.Next(3) == 0 ? null : $"Ulm{random.Next(10, 100)}",
                    ["tags"] = new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(tag =>
                        JsonValue.Create($"t{i}{tag} {Words[random.Next(Words.Length)]}"))]),
                };
                if (random.Next(2) == 0)
                {
                    fields["seller"] = new JsonObject
                    {
                        ["name"] = $"Meier{random.Next(100)}_KG",
                        ["phone"] = $"0731-{random.Next(1_000, 10_000)}",
                    };
                }

                if (random.Next(2) == 0)
                    fields["remark"] = string.Join(' ', random.GetItems(Words, 3)) + $" r{random.Next(1_000)}";
                return fields;
            });

    private static string Write(Dictionary<string, JsonObject> documents) =>
        new JsonObject
        {
            ["documents"] = new JsonArray([.. documents.Select(one =>
                new JsonObject
                {
                    ["id"] = one.Key,
                    ["quotes"] = new JsonObject { ["/sold"] = "sold" },
                    ["fields"] = one.Value.DeepClone(),
                })]),
        }.ToJsonString(Unescaped);

    private static string TextOf(JsonObject fields) => string.Join('\n', [
        $"{fields["title"]}: {fields["price"]}, {((bool)fields["sold"]! ? "sold" : "to be had")}",
        $"in {fields["city"]}",
        .. fields["tags"]!.AsArray().Select(tag => $"{tag}"),
        $"{fields["seller"]?["name"]} {fields["seller"]?["phone"]}",
        $"{fields["remark"]}",
    ]);
}
