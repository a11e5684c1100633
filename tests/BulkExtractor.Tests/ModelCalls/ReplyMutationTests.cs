using System.Text;
using System.Text.Json.Nodes;
using BulkExtractor.Extraction;
using BulkExtractor.ModelCalls;

namespace BulkExtractor.Tests.ModelCalls;

/// <summary>Good replies, damaged in ten thousand ways: what is accepted all the same is what was written.</summary>
public sealed class ReplyMutationTests
{
    private const int Mutations = 10_000;
    private const int Seed = 20_260_127;

    private static readonly string[] Names = ["total", "note", "lines", "party"];
    private static readonly string[] Prose =
        [" Sure! ", "\n```json\n", "```", " {see} [below] ", " // note ", "<think>", "</think>", " … ", " NaN "];

    [Fact]
    public void What_is_accepted_of_a_damaged_reply_is_what_was_written()
    {
        var random = new Random(Seed);
        var (accepted, lost) = (0, 0);
        for (var i = 0; i < Mutations; i++)
        {
            var originals = Originals(random);
            var damaged = Damage(Write(originals), random);

            var read = ReplyReader.Read(damaged, originals.Keys, Names);

            foreach (var (id, fields) in read.Fields)
            {
                Assert.True(
                    CanonicalJson.Of(fields) == CanonicalJson.Of(originals[id]),
                    $"seed {Seed}, mutation {i}: {fields.ToJsonString()} was read from {damaged}");
            }

            accepted += read.Fields.Count;
            lost += originals.Count - read.Fields.Count;
        }

        // A reader that accepts nothing would be right as well; a good one saves most.
        Assert.InRange((double)accepted / (accepted + lost), 0.5, 1);
    }

    private static Dictionary<string, JsonObject> Originals(Random random) =>
        Enumerable.Range(0, random.Next(1, 6)).ToDictionary(
            i => $"k{i}abcd{random.Next(10)}z",
            _ => new JsonObject
            {
                ["total"] = random.Next(10_000) / 100m,
                ["note"] = "a \"b\" {c} [d], e: \\ \u00FC\n",
                ["lines"] = new JsonArray(
                    [.. Enumerable.Range(0, random.Next(3)).Select(i => new JsonObject { ["x"] = i, ["y"] = null })]),
                ["party"] = new JsonObject { ["name"] = "x", ["paid"] = true, ["id"] = "none" },
            });

    private static string Write(Dictionary<string, JsonObject> originals) =>
        new JsonObject
        {
            ["documents"] = new JsonArray([.. originals.Select(o =>
                new JsonObject { ["id"] = o.Key, ["fields"] = o.Value.DeepClone() })]),
        }.ToJsonString();

    private static string Damage(string reply, Random random)
    {
        // Two quotes less could be one longer text, so this is all that happens then.
        if (random.Next(5) == 0) return WithoutOneQuote(reply, random);

        var structure = Structure(reply);
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var at = structure[random.Next(structure.Count)];
            reply = random.Next(6) switch
            {
                0 => reply[..random.Next(reply.Length)],
                1 when at < reply.Length => reply.Remove(at, 1),
                2 when structure.Contains(at + 1) => Swap(reply, at),
                3 => reply.Insert(Math.Min(at, reply.Length), Prose[random.Next(Prose.Length)]),
                4 => reply.Insert(Math.Min(at, reply.Length), ","),
                _ => Prose[random.Next(Prose.Length)] + reply + Prose[random.Next(Prose.Length)],
            };
            structure = Structure(reply);
        }

        return reply;
    }

    private static string WithoutOneQuote(string reply, Random random)
    {
        int[] quotes = [.. Enumerable.Range(0, reply.Length).Where(i => reply[i] == '"')];
        return reply.Remove(quotes[random.Next(quotes.Length)], 1);
    }

    private static string Swap(string reply, int at)
    {
        var swapped = new StringBuilder(reply);
        (swapped[at], swapped[at + 1]) = (swapped[at + 1], swapped[at]);
        return swapped.ToString();
    }

    // Damage within a text or a number makes another text or number, which nobody can see.
    private static List<int> Structure(string reply)
    {
        var places = new List<int>();
        var quoted = false;
        for (var i = 0; i < reply.Length; i++)
        {
            if (quoted && reply[i] == '\\') i++;
            else if (reply[i] == '"') quoted = !quoted;
            else if (!quoted && "{}[],:".Contains(reply[i])) places.Add(i);
        }

        return places.Count > 0 ? places : [0];
    }
}
